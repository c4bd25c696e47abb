import { ActionIcon, Avatar, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLogout, IconLogout2, IconPassword, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { signOut, useSession } from '../api/session';

const PasswordDialog = lazy(() => import('../session/PasswordDialog'));

export function UserMenu() {
  const session = useSession();
  const client = useQueryClient();
  const [changing, setChanging] = useState(false);
  const leave = async (everywhere: boolean) => {
    try {
      await signOut(everywhere);
      client.clear();
    } catch (e) {
      notifications.show({ color: 'red', title: 'You are still signed in', message: (e as Error).message });
    }
  };
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" radius="xl" size="lg" aria-label={`Account: ${session.user}`}>
            <Avatar size={26} radius="xl" color="accent">
              <IconUser size={15} stroke={1.8} />
            </Avatar>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" c="var(--text)" fw={500} truncate>
              {session.displayName || session.user}
            </Text>
            <Text size="xs" truncate>
              {session.user}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          {session.provider === 'local' && (
            <Menu.Item leftSection={<IconPassword size={15} />} onClick={() => setChanging(true)}>
              Change password
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => leave(false)}>
            Sign out
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout2 size={15} />} onClick={() => leave(true)}>
            Sign out everywhere
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>{changing && <PasswordDialog onClose={() => setChanging(false)} />}</Suspense>
    </>
  );
}
