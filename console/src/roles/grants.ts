import type { ClusterRoleBinding, RoleBinding, Served } from '../api/kinds';

type Binding = Served<RoleBinding> | Served<ClusterRoleBinding>;

/** One role of one subject somewhere, and the binding that gives it. */
export interface Grant {
  subjectKind: string;
  subject: string;
  roleKind: string;
  role: string;
  /** The project; absent for everywhere. */
  project?: string;
  binding: Binding;
  /** The organization that gives it to its members; absent for what people gave. */
  organization?: string;
  /** Comes with the installation. */
  builtIn: boolean;
}

/** Parts of the system: kept by it, and nobody's to give. */
export const systemPrefix = 'system:';
const organizationLabel = 'modelyard.dev/organization';

/** What bindings say, a line for each subject. */
export function grantsOf(bindings: Binding[]): Grant[] {
  return bindings.flatMap((binding) => {
    const { metadata, roleRef, subjects = [] } = binding;
    const organization =
      metadata.labels?.['app.kubernetes.io/managed-by'] === 'modelyard' ? metadata.labels[organizationLabel] : undefined;
    const builtIn = metadata.labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults';
    return subjects.map(({ kind, name, namespace }) => ({
      subjectKind: kind,
      subject: kind === 'ServiceAccount' ? `${namespace}/${name}` : name,
      roleKind: roleRef.kind,
      role: roleRef.name,
      project: metadata.namespace,
      binding,
      organization,
      builtIn,
    }));
  });
}

/** Those that are about a person: by name, or by a group they are in. */
export const grantsFor = (user: string, groups: string[], grants: Grant[]): Grant[] =>
  grants.filter(
    (g) =>
      !g.role.startsWith(systemPrefix) &&
      ((g.subjectKind === 'User' && g.subject === user) || (g.subjectKind === 'Group' && groups.includes(g.subject))),
  );

/** `user`, `group`, `service account`. */
export const kindWord = (kind: string): string => (kind === 'ServiceAccount' ? 'service account' : kind.toLowerCase());

/** The binding without a subject; nothing when that was the only one. */
export function withoutSubject({ binding, subjectKind, subject }: Grant): Binding | undefined {
  const subjects = (binding.subjects ?? []).filter(
    (s) => !(s.kind === subjectKind && (s.kind === 'ServiceAccount' ? `${s.namespace}/${s.name}` : s.name) === subject),
  );
  return subjects.length ? { ...binding, subjects } : undefined;
}
