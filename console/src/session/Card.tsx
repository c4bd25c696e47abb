import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo } from '../parts/Logo';

/** The frame of the pages before the first page. */
export function Card({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack gap="lg" w="100%" maw={380}>
        <Stack gap={6} align="center">
          <Logo size={40} />
          <Title order={1} mt="xs">
            {title}
          </Title>
          {lead && (
            <Text size="sm" c="var(--muted)" ta="center">
              {lead}
            </Text>
          )}
        </Stack>
        <Paper withBorder p="lg" radius="lg" bg="var(--surface)">
          {children}
        </Paper>
      </Stack>
    </Center>
  );
}
