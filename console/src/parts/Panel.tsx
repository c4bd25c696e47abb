import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A titled part of a page. */
export function Panel({
  title,
  description,
  actions,
  children,
}: {
  title?: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" component="section" aria-label={title}>
      {(title || actions) && (
        <Group justify="space-between" px="lg" pt="md" pb={4}>
          <Stack gap={0}>
            {title && <Title order={2}>{title}</Title>}
            {description && (
              <Text size="sm" c="var(--muted)" component="div">
                {description}
              </Text>
            )}
          </Stack>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
      )}
      <div style={{ padding: '0.75rem 1.25rem 1.25rem' }}>{children}</div>
    </Paper>
  );
}
