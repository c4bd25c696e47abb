import { kinds } from './kinds';
import { useResources } from './useResources';

/** A project: a namespace, and whose it is. */
export interface Project {
  name: string;
  organization?: string;
}

const organizationLabel = 'modelyard.dev/organization';

/** The projects there are for this person, by name. */
export function useProjects(): Project[] {
  const { items } = useResources(kinds.namespaces);
  return items
    .map((n) => ({ name: n.metadata.name, organization: n.metadata.labels?.[organizationLabel] }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
