import { kinds } from '../api/kinds';
import { useResources } from '../api/useResources';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { listOf } from '../parts/format';

/** Asks before a project is deleted: all that is in it goes. */
export function DeleteProject({ name, onClose }: { name: string; onClose: () => void }) {
  const within = { namespace: name };
  const services = useResources(kinds.inferenceServices, within).items.map((s) => s.metadata.name);
  const endpoints = useResources(kinds.endpoints, within).items.map((e) => e.metadata.name);
  const keys = useResources(kinds.apiKeys, within).items.map((k) => k.metadata.name);
  const models = useResources(kinds.models, within).items.map((m) => m.metadata.name);
  return (
    <ConfirmDelete
      kind={kinds.namespaces}
      name={name}
      affected={[
        services.length > 0 ? `What runs in it ends, and calls to it are refused: ${listOf(services)}.` : 'Nothing runs in it.',
        ...(endpoints.length > 0 ? [`Its endpoints answer no more: ${listOf(endpoints)}.`] : []),
        ...(keys.length > 0 ? [`Its API keys are gone at once: ${listOf(keys)}.`] : []),
        models.length > 0
          ? `Its models leave the library, with their versions, reports and approvals: ${listOf(models)}.`
          : 'It has no models in the library.',
        'So do its repositories, secrets, roles and everything else in it. What was used, and what was done, stays on record.',
      ]}
      words={{ act: 'Delete', done: 'is being deleted' }}
      opened
      onClose={onClose}
    />
  );
}
