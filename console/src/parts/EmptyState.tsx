import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** What stands where nothing is yet: what would be here, and the next step. */
export function EmptyState(props: { title: string; children?: ReactNode; action?: ReactNode; order?: 1 | 2 }) {
  const { title, children, action, order = 2 } = props;
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <Title order={order} size="h2">
        {title}
      </Title>
      {children && (
        <Text size="sm" c="var(--muted)" maw={520} component="div">
          {children}
        </Text>
      )}
      {action && <div style={{ marginTop: '0.75rem' }}>{action}</div>}
    </Stack>
  );
}
