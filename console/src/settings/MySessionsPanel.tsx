import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { SessionsPanel } from '../accounts/SessionsPanel';
import { signOut, useSession } from '../api/session';
import { ErrorNotice } from '../parts/ErrorNotice';

/** Where one is signed in. */
export function MySessionsPanel() {
  const { user } = useSession();
  const leave = useMutation({ mutationFn: () => signOut(true) });
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="var(--muted)">
          Where you are signed in. End what you do not know, and change your password.
        </Text>
        <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
          Sign out everywhere
        </Button>
      </Group>
      <ErrorNotice error={leave.error} />
      <SessionsPanel user={user} />
    </Stack>
  );
}
