import { kinds } from '../api/kinds';
import { useResources } from '../api/useResources';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { type Org, projectsOf } from './organization';

/** Asks before an organization is deleted: what ends with it, and what stays behind. */
export function DeleteOrganization({
  organization,
  onClose,
  onDeleted,
}: {
  organization: Org;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { name } = organization.metadata;
  const projects = projectsOf(name, useResources(kinds.namespaces).items).map((p) => p.metadata.name);
  const members = useResources(kinds.members, { namespace: name }).items;
  const keys = useResources(kinds.apiKeys).items.filter((k) => projects.includes(k.metadata.namespace ?? ''));
  return (
    <ConfirmDelete
      kind={kinds.organizations}
      name={name}
      affected={[
        members.length > 0
          ? `${members.map((m) => m.spec.user).join(', ')} lose their rights in its projects.`
          : 'It has no members who would lose rights.',
        'Its limits, its budget and its rules for keys no longer hold.',
        projects.length > 0
          ? `Its projects stay, with all that is in them: ${projects.join(', ')}. Delete those that nobody needs before, under Projects, or later with kubectl delete namespace.`
          : 'It has no projects.',
        ...(keys.length > 0
          ? [`Its API keys go on working until each is revoked: ${keys.map((k) => k.metadata.name).join(', ')}.`]
          : []),
      ]}
      opened
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}
