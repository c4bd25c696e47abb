import { Text } from '@mantine/core';
import { kinds } from '../api/kinds';
import { patch } from '../api/resources';
import { useRefresh } from '../api/useRefresh';
import { FormDialog } from '../parts/FormDialog';
import type { Person } from './account';

/** Keeps somebody from signing in, or lets them again. */
export function DisableDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { name } = person.metadata;
  const refresh = useRefresh(kinds.accounts);
  const disabled = !person.spec?.disabled;
  return (
    <FormDialog
      title={disabled ? `Disable ${name}?` : `Enable ${name}?`}
      submit={disabled ? 'Disable' : 'Enable'}
      danger={disabled}
      done={disabled ? `${name} can no longer sign in.` : `${name} can sign in again.`}
      action={(dryRun) => patch(kinds.accounts, undefined, name, { spec: { disabled } }, { dryRun })}
      onClose={onClose}
      onDone={() => {
        refresh();
        onClose();
      }}
    >
      {() => (
        <Text size="sm">
          {disabled
            ? 'They cannot sign in any more, and are signed out everywhere. Their API keys go on working until they are revoked; roles and memberships stay for when they are enabled again.'
            : 'They can sign in again, with the password they had.'}
        </Text>
      )}
    </FormDialog>
  );
}
