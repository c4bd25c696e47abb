import { type QueryClient, useQueries, useQuery } from '@tanstack/react-query';
import { accessQuery } from './access';
import { ApiError } from './errors';
import type { ApiObject, Kind, Served } from './kinds';
import { projectsOf, selfQuery, useSelf } from './projects';
import { listQuery, type Resources, useResources } from './useResources';

const pollInterval = 10_000;

/** What there is of a kind in a project, everywhere, or, for who may not list that, in each of the projects in which they may. */
export function useAcrossProjects<T extends ApiObject>(kind: Kind<T>, project?: string): Resources<T> {
  const self = useSelf();
  const everywhere = useQuery({ ...accessQuery({ verb: 'list', kind }), enabled: !project });
  const apart = !project && everywhere.data === false;
  const projects = apart ? (self?.projects ?? []).map((p) => p.name) : [];
  const answers = useQueries({ queries: projects.map((namespace) => accessQuery({ verb: 'list', kind, namespace })) });
  const allowed = projects.filter((_, i) => answers[i]?.data);
  // One place can be followed; several are asked again from time to time.
  const place = project ?? (allowed.length === 1 ? allowed[0] : undefined);
  const whole = useResources(kind, { namespace: place }, place !== undefined || everywhere.data === true);
  const parts = useQueries({
    queries: (place ? [] : allowed).map((namespace) => ({
      ...listQuery(kind, { namespace }),
      refetchInterval: pollInterval,
      retry: false,
    })),
  });
  const asking = apart && (self === undefined || answers.some((a) => a.isPending));
  if (!apart || place || asking) {
    const pending = whole.pending || asking || (!project && everywhere.isPending);
    return { ...whole, pending, error: whole.error ?? everywhere.error };
  }
  return {
    items: parts.flatMap((p) => p.data?.items ?? []),
    pending: parts.length > 0 && parts.every((p) => p.isPending),
    error: allowed.length === 0 ? refusal(kind) : parts.every((p) => p.isError) ? parts[0]!.error : null,
    refetch: () => {
      for (const part of parts) void part.refetch();
    },
  };
}

const refusal = ({ plural }: Kind) =>
  new ApiError(
    403,
    `You may not see ${plural} in any project. Whoever manages a project, or a platform administrator, can give you a role in it.`,
  );

/** The same, once, for who does not follow it; without what cannot be had. */
export async function listSeen(client: QueryClient, kind: Kind): Promise<Served<ApiObject>[]> {
  const may = (namespace?: string) => client.fetchQuery(accessQuery({ verb: 'list', kind, namespace }));
  const itemsIn = async (namespace?: string) => (await client.fetchQuery(listQuery(kind, { namespace }))).items;
  try {
    if (await may()) return await itemsIn();
    const projects = projectsOf(await client.fetchQuery(selfQuery));
    return (await Promise.all(projects.map(async ({ name }) => ((await may(name)) ? itemsIn(name) : [])))).flat();
  } catch {
    return [];
  }
}
