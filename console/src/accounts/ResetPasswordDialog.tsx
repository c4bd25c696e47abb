import { Text } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { create } from '../api/resources';
import { useRefresh } from '../api/useRefresh';
import { FormDialog } from '../parts/FormDialog';
import { NewPassword } from './NewPassword';

/** Gives somebody a new password to begin with. */
export function ResetPasswordDialog({ user, onClose }: { user: string; onClose: () => void }) {
  const refresh = useRefresh(kinds.accounts);
  const [password, setPassword] = useState<string>();
  if (password !== undefined) return <NewPassword user={user} password={password} onClose={onClose} />;
  return (
    <FormDialog
      title={`Reset the password of ${user}?`}
      submit="Reset"
      danger
      action={(dryRun) => create(kinds.passwordResets, { metadata: {}, spec: { account: user } }, { dryRun })}
      onClose={onClose}
      onDone={(answer) => {
        refresh();
        setPassword(answer.status?.password ?? '');
      }}
    >
      {() => (
        <Text size="sm">
          Their present password stops working, and they are signed out everywhere. A new one is made up and shown to you once;
          they have to choose their own when they sign in with it.
        </Text>
      )}
    </FormDialog>
  );
}
