import { useQueries, useQuery } from '@tanstack/react-query';
import { accessQuery } from './access';
import type { ApiObject, Kind } from './kinds';
import { useProjects } from './projects';
import { listQuery, type Resources, useResources } from './useResources';

const pollInterval = 10_000;

/** What there is of a kind of the ledger in a project, everywhere, or, for who may not list that, in each of the projects that they see. */
export function useAcrossProjects<T extends ApiObject>(kind: Kind<T>, project?: string): Resources<T> {
  const everywhere = useQuery({ ...accessQuery({ verb: 'list', kind }), enabled: !project });
  const apart = !project && everywhere.data === false;
  const projects = useProjects();
  const whole = useResources(kind, { namespace: project }, !!project || everywhere.data === true);
  const parts = useQueries({
    queries: projects.map(({ name }) => ({
      ...listQuery(kind, { namespace: name }),
      enabled: apart,
      refetchInterval: pollInterval,
      retry: false,
    })),
  });
  if (!apart)
    return { ...whole, pending: whole.pending || (!project && everywhere.isPending), error: whole.error ?? everywhere.error };
  return {
    items: parts.flatMap((p) => p.data?.items ?? []),
    pending: parts.length > 0 && parts.every((p) => p.isPending),
    // A project that one may not look into is none of one's business; only when that is all of them there is something to say.
    error: parts.length > 0 && parts.every((p) => p.isError) ? parts[0]!.error : null,
    refetch: () => {
      for (const part of parts) void part.refetch();
    },
  };
}
