import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useRefresh } from '../api/useRefresh';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import type { Person } from './account';

/** Asks before an account is deleted: what ends, and what stays of the person. */
export function DeleteAccount({ person, onClose, onDeleted }: { person: Person; onClose: () => void; onDeleted: () => void }) {
  const { name } = person.metadata;
  const refresh = useRefresh(kinds.accounts);
  const members = useAcrossProjects(kinds.members).items.filter((m) => m.spec.user === name);
  const keys = useAcrossProjects(kinds.apiKeys).items.filter((k) => k.spec?.user === name);
  return (
    <ConfirmDelete
      kind={kinds.accounts}
      name={name}
      affected={[
        `${name} cannot sign in with a password any more, and is signed out everywhere.`,
        members.length
          ? `The memberships stay, and would hold for whoever gets this name again: ${members.map((m) => m.metadata.namespace).join(', ')}.`
          : 'It is a member of no organization.',
        keys.length
          ? `The API keys go on working until they are revoked: ${keys.map((k) => `${k.metadata.namespace}/${k.metadata.name}`).join(', ')}.`
          : 'There are no API keys in this name.',
      ]}
      opened
      onClose={onClose}
      onDeleted={() => {
        refresh();
        onDeleted();
      }}
    />
  );
}
