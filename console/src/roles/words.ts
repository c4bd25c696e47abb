import type { ClusterRole } from '../api/kinds';

export type Rule = NonNullable<ClusterRole['rules']>[number];

/** What may be done with the objects of one kind. */
export interface Rights {
  group: string;
  /** Plural of the kind, with the part of it that is meant: `pods/log`; `*` for all kinds. */
  resource: string;
  /** The only objects it is about; all when empty. */
  names: string[];
  verbs: string[];
}

/** Verbs that people know under one word. */
const groups: [string, string[]][] = [
  ['See', ['get', 'list', 'watch']],
  ['Create', ['create']],
  ['Change', ['update', 'patch']],
  ['Delete', ['delete', 'deletecollection']],
];

export const columns = groups.map(([label]) => label);

const grouped = new Set(groups.flatMap(([, verbs]) => verbs));

/** Rules by what they are about: those about the same are one line. */
export function rightsOf(rules: Rule[] | undefined): Rights[] {
  const found = new Map<string, Rights>();
  for (const { apiGroups = [], resources = [], resourceNames = [], verbs } of rules ?? []) {
    for (const group of apiGroups) {
      for (const resource of resources) {
        const key = JSON.stringify([group, resource, resourceNames]);
        const rights = found.get(key) ?? { group, resource, names: resourceNames, verbs: [] };
        rights.verbs = [...new Set([...rights.verbs, ...verbs])];
        found.set(key, rights);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.resource.localeCompare(b.resource) || a.group.localeCompare(b.group));
}

/** Whether all, some or none of what a word stands for may be done. */
export function may({ verbs }: Rights, column: string): 'all' | 'some' | 'none' {
  if (verbs.includes('*')) return 'all';
  const asked = groups.find(([label]) => label === column)![1];
  const held = asked.filter((verb) => verbs.includes(verb)).length;
  return held === asked.length ? 'all' : held > 0 ? 'some' : 'none';
}

/** The verbs that need a word of their own: `approve`, `impersonate`. */
export const furtherVerbs = ({ verbs }: Rights): string[] =>
  verbs.includes('*') ? ['everything else'] : verbs.filter((verb) => !grouped.has(verb));

/** Paths that are no resources, with the verbs allowed there. */
export const pathsOf = (rules: Rule[] | undefined): string[] => [
  ...new Set((rules ?? []).flatMap((r) => r.nonResourceURLs ?? [])),
];
