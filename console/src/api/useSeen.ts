import { ApiError } from './errors';
import type { ApiObject, Kind } from './kinds';
import { type Resources, useResources } from './useResources';

/** All of a kind that the person may see: everywhere, or in one project when that is all they may. */
export function useSeen<T extends ApiObject>(kind: Kind<T>, namespace: string | undefined): Resources<T> {
  const everywhere = useResources(kind);
  const narrow = everywhere.error instanceof ApiError && everywhere.error.code === 403;
  const here = useResources(kind, { namespace }, narrow);
  return narrow ? here : everywhere;
}
