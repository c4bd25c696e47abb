import { TagsInput, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { create, replace } from '../api/resources';
import { useRefresh } from '../api/useRefresh';
import { FormDialog } from '../parts/FormDialog';
import type { Person } from './account';
import { NewPassword } from './NewPassword';

/** Creates an account and shows its first password, this once; or changes one. */
export function AccountDialog({ person, onClose }: { person?: Person; onClose: () => void }) {
  const navigate = useNavigate();
  const refresh = useRefresh(kinds.accounts);
  // As it was when it was opened: what others change meanwhile is refused, not overwritten.
  const [before] = useState(person);
  const [name, setName] = useState(person?.metadata.name ?? '');
  const [displayName, setDisplayName] = useState(person?.spec?.displayName ?? '');
  const [groups, setGroups] = useState(person?.spec?.groups ?? []);
  const [made, setMade] = useState<Person>();
  const spec = { ...before?.spec, displayName: displayName || undefined, groups: groups.length ? groups : undefined };
  const leave = () => {
    onClose();
    if (made) void navigate({ to: '/accounts/$name', params: { name: made.metadata.name } });
  };
  if (made) return <NewPassword user={made.metadata.name} password={made.status?.password} onClose={leave} />;
  return (
    <FormDialog
      title={person ? `Edit ${person.metadata.name}` : 'Create an account'}
      submit={person ? 'Save' : 'Create'}
      done={person ? `${person.metadata.name} is saved.` : undefined}
      action={(dryRun) =>
        before
          ? replace(kinds.accounts, { ...before, spec }, { dryRun, before })
          : create(kinds.accounts, { metadata: { name }, spec }, { dryRun })
      }
      onClose={onClose}
      onDone={(account) => {
        refresh();
        if (person) onClose();
        else setMade(account);
      }}
    >
      {(errorOf) => (
        <>
          {!person && (
            <TextInput
              label="User"
              description="What they sign in with, and what roles, members and keys know them by. Cannot be changed."
              placeholder="ada@acme.example"
              required
              value={name}
              onChange={(e) => setName(e.currentTarget.value.trim())}
              error={errorOf('metadata.name')}
              data-autofocus
            />
          )}
          <TextInput
            label="Name"
            placeholder="Ada Lovelace"
            value={displayName}
            onChange={(e) => setDisplayName(e.currentTarget.value)}
            error={errorOf('spec.displayName')}
          />
          <TagsInput
            label="Groups"
            description="Roles can be given to groups. You can only add those that you may act as."
            placeholder={groups.length ? undefined : 'None'}
            value={groups}
            onChange={setGroups}
            error={errorOf('spec.groups')}
          />
        </>
      )}
    </FormDialog>
  );
}
