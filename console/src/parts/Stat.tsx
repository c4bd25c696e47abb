import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** One number, and what it counts. */
export function Stat({ label, value, detail }: { label: string; value: ReactNode; detail?: ReactNode }) {
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" px="lg" py="md">
      <Text size="sm" c="var(--muted)">
        {label}
      </Text>
      <Text fz="1.5rem" fw={600} lh={1.3} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Text>
      {detail && (
        <Text size="xs" c="var(--muted)" component="div">
          {detail}
        </Text>
      )}
    </Paper>
  );
}
