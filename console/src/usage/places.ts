import { useQuery } from '@tanstack/react-query';
import { accessQuery } from '../api/access';
import { kinds, type UsageReport, type UsageSeries } from '../api/kinds';
import { type Project, useProjects } from '../api/projects';
import { create } from '../api/resources';

/** Where to ask for the usage of the whole installation; all other places are projects. */
export const everywhere = '';

/**
 * Whom to ask so that everything one may see is counted once: an organization's home project answers for all its projects,
 * and the others of it are asked only by who cannot see the home.
 */
export function placesToAsk(projects: Project[]): string[] {
  const homes = new Set(projects.filter((p) => p.organization === p.name).map((p) => p.name));
  return projects.filter((p) => !p.organization || p.name === p.organization || !homes.has(p.organization)).map((p) => p.name);
}

/** Whom to ask for usage of a project, or of all: once for everybody's, by who may. None as long as that is not known. */
export function usePlaces(project: string | undefined): string[] {
  const projects = useProjects();
  const all = useQuery({ ...accessQuery({ verb: 'create', kind: kinds.clusterUsageReports }), enabled: !project });
  if (project) return [project];
  return all.isPending ? [] : all.data ? [everywhere] : placesToAsk(projects);
}

type ReportSpec = NonNullable<UsageReport['spec']>;
type SeriesSpec = NonNullable<UsageSeries['spec']>;

/** The sums of what was used in a place. */
export async function askReport(place: string, spec: ReportSpec, signal: AbortSignal): Promise<UsageReport['status']> {
  const answer =
    place === everywhere
      ? await create(kinds.clusterUsageReports, { spec }, { signal })
      : await create(kinds.usageReports, { metadata: { namespace: place }, spec }, { signal });
  return answer.status;
}

/** How use went in a place. */
export async function askSeries(place: string, spec: SeriesSpec, signal: AbortSignal): Promise<UsageSeries['status']> {
  const answer =
    place === everywhere
      ? await create(kinds.clusterUsageSeries, { spec }, { signal })
      : await create(kinds.usageSeries, { metadata: { namespace: place }, spec }, { signal });
  return answer.status;
}
