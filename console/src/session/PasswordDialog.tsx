import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useSession } from '../api/session';
import { PasswordForm } from './PasswordForm';

export function PasswordDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { user } = useSession();
  const done = () => {
    notifications.show({ message: 'Your password is changed. Other sessions of yours are signed out.' });
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Change password">
      <PasswordForm user={user} onDone={done} />
    </Modal>
  );
}
