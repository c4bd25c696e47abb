import { kinds, type Member, type Served } from '../api/kinds';
import { useRefresh } from '../api/useRefresh';
import { useResources } from '../api/useResources';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { organizationLabel } from './organization';

export interface RemoveMemberProps {
  organization: string;
  member: Served<Member>;
  onClose: () => void;
}

/** Asks before somebody is removed: which rights they lose, and which keys stay theirs. */
export function RemoveMember({ organization, member, onClose }: RemoveMemberProps) {
  const { user } = member.spec;
  const refresh = useRefresh(kinds.members);
  const bindings = useResources(kinds.roleBindings, { labelSelector: `${organizationLabel}=${organization}` }).items.filter((b) =>
    b.subjects?.some((s) => s.kind === 'User' && s.name === user),
  );
  const keys = useResources(kinds.apiKeys, { namespace: organization }).items.filter((k) => k.spec?.user === user);
  return (
    <ConfirmDelete
      kind={kinds.members}
      namespace={organization}
      name={member.metadata.name}
      words={{ act: 'Remove', done: 'is removed' }}
      affected={[
        bindings.length > 0
          ? `${user} loses: ${bindings.map((b) => `${b.roleRef.name} in ${b.metadata.namespace}`).join(', ')}.`
          : `${user} loses the rights of a ${member.spec.role} in every project of ${organization}.`,
        keys.length > 0
          ? `The keys of ${user} go on working until they are revoked: ${keys.map((k) => k.metadata.name).join(', ')}.`
          : `${user} has no API keys in ${organization}.`,
      ]}
      opened
      onClose={onClose}
      onDeleted={refresh}
    />
  );
}
