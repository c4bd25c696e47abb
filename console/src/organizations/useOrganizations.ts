import { useQueries } from '@tanstack/react-query';
import { kinds, type Organization } from '../api/kinds';
import { useSelf } from '../api/projects';
import { listQuery, type Resources, useResources } from '../api/useResources';

const pollInterval = 10_000;

/** The organizations that the person may see: all, or those that they are a member of. */
export function useOrganizations(): Resources<Organization> {
  const self = useSelf();
  const all = self?.rights.listOrganizations ?? false;
  const everywhere = useResources(kinds.organizations, {}, all);
  const names = all ? [] : [...new Set((self?.projects ?? []).flatMap((p) => p.organization ?? []))];
  const own = useQueries({
    queries: names.map((name) => ({
      ...listQuery(kinds.organizations, { fieldSelector: `metadata.name=${name}` }),
      refetchInterval: pollInterval,
      // Who was given a role in one of its projects by hand is no member of it.
      retry: false,
    })),
  });
  if (all) return everywhere;
  return {
    items: own.flatMap((o) => o.data?.items ?? []),
    pending: self === undefined || own.some((o) => o.isPending),
    error: null,
    refetch: () => {
      for (const one of own) void one.refetch();
    },
  };
}
