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

const selfQuery = queryOptions({
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

/** The projects in which this person has something to do, by name. */
export function useProjects(): Project[] {
  const { data } = useQuery({ ...selfQuery, select: projectsOf });
  return data ?? none;
}

/** What this person may do outside of projects; undefined until the server has said so. */
export function useOwnRights(): OwnRights | undefined {
  return useQuery({ ...selfQuery, select: (review) => review.status?.rights ?? {} }).data;
}

function projectsOf({ status }: SelfProjectsReview): Project[] {
  return (status?.projects ?? []).map(({ name = '', organization, role }) => ({ name, organization, role }));
}
