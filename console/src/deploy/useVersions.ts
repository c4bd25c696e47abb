import { ApiError } from '../api/errors';
import { kinds } from '../api/kinds';
import { useResources } from '../api/useResources';

/** The versions of the library that the person may see: of all projects, or else of the one it is about. */
export function useVersions(project: string | undefined) {
  const all = useResources(kinds.modelVersions);
  const refused = all.error instanceof ApiError && all.error.code === 403;
  const own = useResources(kinds.modelVersions, { namespace: project }, refused && project !== undefined);
  return refused ? own : all;
}
