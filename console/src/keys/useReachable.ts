import { useQuery } from '@tanstack/react-query';
import { accessQuery } from '../api/access';
import { type ApiObject, type Kind, kinds } from '../api/kinds';
import { useResources } from '../api/useResources';

/** Names to choose from in a key of a project: its own by name, others with their project, as far as one sees them. What really is reachable the server says. */
export function useReachable(namespace: string): { deployments: string[]; endpoints: string[] } {
  return {
    deployments: useNames(kinds.modelDeployments, namespace),
    endpoints: useNames(kinds.endpoints, namespace),
  };
}

function useNames<T extends ApiObject>(kind: Kind<T>, namespace: string): string[] {
  const everywhere = useQuery(accessQuery({ verb: 'list', kind }));
  const scope = everywhere.data ? undefined : namespace;
  const { items } = useResources(kind, { namespace: scope }, everywhere.isSuccess && (everywhere.data || namespace !== ''));
  return items
    .map(({ metadata }) => (metadata.namespace === namespace ? metadata.name : `${metadata.namespace}/${metadata.name}`))
    .sort((a, b) => Number(a.includes('/')) - Number(b.includes('/')) || a.localeCompare(b));
}
