import type { InService } from '../deployments/inService';
import { needsAttention } from '../deployments/phase';
import { fullName, hrefOf, phaseOf, type Version } from '../library/names';
import { healthMessage, healthOf, type Repository } from '../repositories/health';

/** Something that is not as it should be. */
export interface Need {
  id: string;
  to: string;
  name: string;
  /** What it is: `Deployment in acme`. */
  what: string;
  state: string;
  bad: boolean;
  message?: string;
}

const stuck = ['Failed', 'Blocked'];

/** What waits or does not work, what will not mend itself first. */
export function needsOf(inService: InService[], versions: Version[], repositories: Repository[]): Need[] {
  return [
    ...inService.filter(needsAttention).map((s) => serviceNeed(s)),
    ...versions.filter((v) => ['PendingApproval', ...stuck].includes(phaseOf(v))).map((v) => versionNeed(v)),
    ...repositories.filter((r) => healthMessage(r) !== undefined).map((r) => repositoryNeed(r)),
  ].sort((a, b) => Number(b.bad) - Number(a.bad) || a.name.localeCompare(b.name));
}

function serviceNeed({ id, to, name, namespace, what, status: { phase, message } }: InService): Need {
  return { id, to, name, what: `${what} in ${namespace}`, state: phase, bad: phase === 'Failed', message };
}

function versionNeed(version: Version): Need {
  const state = phaseOf(version);
  return {
    id: version.metadata.uid ?? fullName(version),
    to: hrefOf(version),
    name: fullName(version),
    what: 'Version',
    state: state === 'PendingApproval' ? 'Waits for approval' : state,
    bad: stuck.includes(state),
    message: version.status?.message,
  };
}

function repositoryNeed(repository: Repository): Need {
  const { uid, name, namespace } = repository.metadata;
  return {
    id: uid ?? name,
    to: `/repositories/${namespace}/${name}`,
    name,
    what: `Repository in ${namespace}`,
    state: healthOf(repository),
    bad: false,
    message: healthMessage(repository),
  };
}
