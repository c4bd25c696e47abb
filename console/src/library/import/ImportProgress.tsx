import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { bytes, duration } from '../../parts/format';
import type { Progress as HowFar } from './useImport';

/** How much of the archive is on its way, and when the rest will be. */
export function ImportProgress({ progress: { sent, of, speed }, onCancel }: { progress: HowFar; onCancel: () => void }) {
  const share = of > 0 ? (100 * sent) / of : 100;
  const left = speed > 0 ? (of - sent) / speed : undefined;
  return (
    <Stack gap={6} role="status">
      <Progress value={share} aria-label={`${Math.floor(share)} % sent`} animated={sent >= of} />
      <Group justify="space-between">
        <Text size="sm">
          {sent < of
            ? `${bytes(sent)} of ${bytes(of)}, ${bytes(speed)} a second${left === undefined ? '' : `, about ${duration(left)} left`}`
            : `All ${bytes(of)} are sent. The server compares them with the signed index.`}
        </Text>
        <Button size="xs" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </Stack>
  );
}
