import { Anchor } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { signOut } from '../api/session';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Card } from './Card';
import { PasswordForm } from './PasswordForm';

/** What comes first after a sign-in with a password that somebody else knows; or one leaves. */
export default function FirstPassword({ user }: { user: string }) {
  const leave = useMutation({ mutationFn: () => signOut() });
  return (
    <Card
      title="Choose your password"
      lead={`You signed in as ${user} with a password that was made for you. Choose one that only you know.`}
    >
      <PasswordForm user={user} onDone={() => {}} />
      <Anchor component="button" type="button" size="sm" mt="md" onClick={() => leave.mutate()}>
        Sign out
      </Anchor>
      <ErrorNotice error={leave.error} />
    </Card>
  );
}
