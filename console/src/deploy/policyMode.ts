import { useQuery } from '@tanstack/react-query';
import { kinds } from '../api/kinds';
import { get } from '../api/resources';

const policyLabel = 'modelyard.dev/model-policy';

/** What a project does about models that are named by address: `enforce`, `warn` or `off`, as its label says. */
export function usePolicyMode(project: string | undefined): string {
  const { data } = useQuery({
    queryKey: ['namespace', project],
    queryFn: ({ signal }) => get(kinds.namespaces, undefined, project ?? '', signal),
    enabled: project !== undefined,
    retry: false,
  });
  return data?.metadata.labels?.[policyLabel] ?? 'off';
}
