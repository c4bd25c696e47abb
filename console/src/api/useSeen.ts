import { useQuery } from '@tanstack/react-query';
import { accessQuery } from './access';
import type { ApiObject, Kind } from './kinds';
import { type Resources, useResources } from './useResources';

/** All of a kind that the person may see: everywhere, or in one project when that is all they may. */
export function useSeen<T extends ApiObject>(kind: Kind<T>, namespace: string | undefined): Resources<T> {
  // Asked first rather than tried: what was refused is asked for again by whoever shows it next.
  const everywhere = useQuery(accessQuery({ verb: 'list', kind }));
  const enabled = everywhere.isSuccess && (everywhere.data || namespace !== undefined);
  const seen = useResources(kind, everywhere.data ? {} : { namespace }, enabled);
  return { ...seen, pending: seen.pending || everywhere.isPending, error: seen.error ?? everywhere.error };
}
