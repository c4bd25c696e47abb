import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface PageProps {
  title: string;
  /** What the page is for, in a sentence. */
  description?: ReactNode;
  /** Beside the title, such as a status. */
  badge?: ReactNode;
  actions?: ReactNode;
  /** The page above, for details. */
  parent?: { to: string; label: string; search?: { tab?: string } };
  children: ReactNode;
}

/** Title, what one can do here, and the content below. */
export function Page({ title, description, badge, actions, parent, children }: PageProps) {
  useDocumentTitle(`${title} · Modelyard`);
  return (
    <Stack gap="lg" flex={1}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} miw={0} flex="1 1 22rem">
          {parent && (
            <Breadcrumbs separator="/" mb={2}>
              <Anchor
                renderRoot={(props) => <Link to={parent.to} search={parent.search} {...props} />}
                size="sm"
                c="var(--muted)"
              >
                {parent.label}
              </Anchor>
            </Breadcrumbs>
          )}
          <Group gap="sm">
            <Title order={1}>{title}</Title>
            {badge}
          </Group>
          {description && (
            <Text size="sm" c="var(--muted)" component="div" maw={760}>
              {description}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
