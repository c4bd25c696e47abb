import { useQueries } from '@tanstack/react-query';
import { accessQuery } from '../api/access';
import { useWhere } from '../api/useWhere';
import { type PolicyKind, policyKinds } from './kinds';

const ofInstallation = policyKinds.filter((p) => !p.kind.namespaced);
const ofProjects = policyKinds.find((p) => p.kind.namespaced)!;

/** The kinds of policies that the person may look at; undefined until that is known. */
export function usePolicyKinds(project: string | undefined): PolicyKind[] | undefined {
  const answers = useQueries({ queries: ofInstallation.map(({ kind }) => accessQuery({ verb: 'list', kind })) });
  const inProjects = useWhere({ verb: 'list', kind: ofProjects.kind }, project).projects.length > 0;
  if (answers.some((a) => a.isPending)) return undefined;
  const allowed = ofInstallation.filter((_, i) => answers[i]?.data);
  return policyKinds.filter((p) => (p.kind.namespaced ? inProjects : allowed.includes(p)));
}
