import { useQueries, useQuery } from '@tanstack/react-query';
import { type Access, accessQuery } from './access';
import { useSelf } from './projects';

/** A right in some projects. */
export interface Where {
  projects: string[];
  /** True until the server has said so. */
  pending: boolean;
}

/** The projects in which the person may, of the one that is chosen or of all that they see. */
export function useWhere(access: Omit<Access, 'namespace'>, chosen?: string): Where {
  const self = useSelf();
  const everywhere = useQuery(accessQuery(access));
  const asked = chosen ? [chosen] : (self?.projects ?? []).map((p) => p.name);
  const answers = useQueries({
    queries: (everywhere.data === false ? asked : []).map((namespace) => accessQuery({ ...access, namespace })),
  });
  return {
    projects: everywhere.data ? asked : asked.filter((_, i) => answers[i]?.data),
    pending: self === undefined || everywhere.isPending || answers.some((a) => a.isPending),
  };
}
