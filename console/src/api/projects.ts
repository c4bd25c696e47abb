import { queryOptions, useQuery } from '@tanstack/react-query';
import { json } from './http';
import type { SelfProjectsReview } from './kinds';

/** A project: a namespace, whose it is, and the most one may do in it. */
export interface Project {
  name: string;
  organization?: string;
  role?: string;
}

/** What one may do outside of projects. */
export type OwnRights = NonNullable<NonNullable<SelfProjectsReview['status']>['rights']>;

const interval = 10_000;

export const selfQuery = queryOptions({
  queryKey: ['self-projects'],
  queryFn: () =>
    json<SelfProjectsReview>('/k8s/apis/ledger.modelyard.dev/v1alpha1/selfprojectsreviews', {
      method: 'POST',
      body: { apiVersion: 'ledger.modelyard.dev/v1alpha1', kind: 'SelfProjectsReview' },
    }),
  staleTime: interval,
  refetchInterval: interval,
});

const none: Project[] = [];

/** Where this person has something to do, and what they may do outside of that; undefined until the server has said so. */
export interface Self {
  projects: Project[];
  rights: OwnRights;
}

export function useSelf(): Self | undefined {
  return useQuery({ ...selfQuery, select: selfOf }).data;
}

/** The projects in which this person has something to do, by name. */
export function useProjects(): Project[] {
  const { data } = useQuery({ ...selfQuery, select: projectsOf });
  return data ?? none;
}

const selfOf = (review: SelfProjectsReview): Self => ({ projects: projectsOf(review), rights: review.status?.rights ?? {} });

export function projectsOf({ status }: SelfProjectsReview): Project[] {
  return (status?.projects ?? []).map(({ name = '', organization, role }) => ({ name, organization, role }));
}
