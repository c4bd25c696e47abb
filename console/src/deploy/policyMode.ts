import { kinds } from '../api/kinds';
import { useResources } from '../api/useResources';

const policyLabel = 'modelyard.dev/model-policy';

/** What a project does about models that are named by address: `enforce`, `warn` or `off`, as its label says. */
export function usePolicyMode(project: string | undefined): string {
  const { items } = useResources(kinds.namespaces);
  return items.find((n) => n.metadata.name === project)?.metadata.labels?.[policyLabel] ?? 'off';
}
