import { useSearch } from '@tanstack/react-router';
import { kinds } from '../api/kinds';
import { useProjects } from '../api/projects';
import { useResources } from '../api/useResources';
import { useSeen } from '../api/useSeen';
import { useProject } from '../app/project';
import { Loading } from '../parts/Loading';
import { Guide } from './Guide';
import { blankManifest, copyOf, versionOf, withVersion } from './prefill';

/** Begins the guide with what the address says; once that is known, it is the person's. */
export function DeployPage() {
  const { version, from } = useSearch({ from: '/deploy' });
  const chosen = useProject();
  const projects = useProjects();
  const reference = from ?? (version?.includes('/') ? version : undefined);
  const project = reference?.split('/')[0] ?? chosen ?? projects.find((p) => p.organization)?.name ?? projects[0]?.name;
  const versions = useSeen(kinds.modelVersions, project);
  const deployments = useResources(kinds.modelDeployments, { namespace: project }, project !== undefined);
  if (project === undefined || versions.pending || deployments.pending) return <Loading />;

  const taken = deployments.items.map((d) => d.metadata.name);
  const template = deployments.items.find((d) => from === `${d.metadata.namespace}/${d.metadata.name}`);
  const wanted = versionOf(version, project, versions.items);
  const blank = template ? copyOf(template, taken) : blankManifest(project);
  return <Guide key={`${version} ${from}`} initial={wanted ? withVersion(blank, wanted, taken) : blank} />;
}
