import { notifications } from '@mantine/notifications';
import { useSession } from '../api/session';
import { Dialog } from '../parts/Dialog';
import { PasswordForm } from './PasswordForm';

/** To be loaded lazily. */
export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { user } = useSession();
  const done = () => {
    notifications.show({ message: 'Your password is changed. Other sessions of yours are signed out.' });
    onClose();
  };
  return (
    <Dialog onClose={onClose} title="Change password">
      <PasswordForm user={user} onDone={done} />
    </Dialog>
  );
}
