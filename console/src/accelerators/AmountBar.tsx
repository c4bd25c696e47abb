import { Group, Progress, Text } from '@mantine/core';
import { bytes, number } from '../parts/format';
import type { Amount } from './machine';

const labels: Record<Amount['resource'], string> = { cpu: 'Processors', memory: 'Memory', 'nvidia.com/gpu': 'GPUs' };

/** How much of something is reserved. */
export function AmountBar({ amount: { resource, allocatable, reserved } }: { amount: Amount }) {
  const text = resource === 'memory' ? bytes : number;
  const percent = allocatable > 0 ? Math.min(100, (reserved / allocatable) * 100) : 0;
  return (
    <div>
      <Group justify="space-between" mb={6} gap="xs">
        <Text size="sm" fw={500}>
          {labels[resource]}
        </Text>
        <Text size="xs" c="var(--muted)">
          {text(reserved)} of {text(allocatable)} reserved
        </Text>
      </Group>
      <Progress
        value={percent}
        size={8}
        radius="xl"
        aria-label={`${labels[resource]}: ${text(reserved)} of ${text(allocatable)} reserved`}
      />
    </div>
  );
}
