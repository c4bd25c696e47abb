import { useMemo } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useResources } from '../api/useResources';
import { type Grant, grantsOf } from './grants';

/** Who has which role: in a project, or (without one) in all that one may look into, and everywhere. */
export function useGrants(project?: string): { grants: Grant[]; pending: boolean; error: Error | null; refetch: () => void } {
  const mayListAll = useAccess({ verb: 'list', kind: kinds.clusterRoleBindings });
  const inProjects = useAcrossProjects(kinds.roleBindings, project);
  const everywhere = useResources(kinds.clusterRoleBindings, {}, mayListAll);
  const grants = useMemo(() => grantsOf([...everywhere.items, ...inProjects.items]), [everywhere.items, inProjects.items]);
  return { ...inProjects, grants };
}
