import { useSearch } from '@tanstack/react-router';
import { kinds } from '../api/kinds';
import { useSelf } from '../api/projects';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useResources } from '../api/useResources';
import { useProject } from '../app/project';
import { Loading } from '../parts/Loading';
import { NoRight } from '../parts/NoRight';
import { Page } from '../parts/Page';
import { Guide } from './Guide';
import { blankManifest, copyOf, versionOf, withVersion } from './prefill';

const kind = kinds.modelDeployments;

/** Begins the guide with what the address says; once that is known, it is the person's. */
export function DeployPage() {
  const { version, from } = useSearch({ from: '/deploy' });
  const chosen = useProject();
  const self = useSelf();
  const reference = from ?? (version?.includes('/') ? version : undefined);
  const named = reference?.split('/')[0] ?? chosen;
  // Where they may deploy: a version of a project that they only look into runs in one of their own.
  const own = self?.projects.filter((p) => p.role && p.role !== 'view') ?? [];
  const project = own.some((p) => p.name === named) ? named : (own.find((p) => p.organization) ?? own[0])?.name;
  const versions = useAcrossProjects(kinds.modelVersions);
  const deployments = useResources(kind, { namespace: project }, project !== undefined);
  if (self === undefined || versions.pending) return <Loading />;
  if (project === undefined)
    return (
      <Page title="Deploy a model" parent={{ to: '/deployments', label: 'Deployments' }}>
        <NoRight title="You may not deploy models">
          Developers, owners and admins of a project may. Ask whoever manages your organization for one of these roles, or a
          platform administrator.
        </NoRight>
      </Page>
    );
  if (deployments.pending) return <Loading />;

  const taken = deployments.items.map((d) => d.metadata.name);
  const template = deployments.items.find((d) => from === `${d.metadata.namespace}/${d.metadata.name}`);
  const wanted = versionOf(version, named, versions.items) ?? versionOf(version, project, versions.items);
  const blank = template ? copyOf(template, taken) : blankManifest(project);
  return <Guide key={`${version} ${from}`} initial={wanted ? withVersion(blank, wanted, taken) : blank} />;
}
