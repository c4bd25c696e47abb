import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { json } from './http';
import type { Kind } from './kinds';

/** Something one may or may not do: a verb on a kind, in a project or (absent) everywhere. */
export interface Access {
  verb: string;
  kind: Kind;
  namespace?: string;
  name?: string;
  subresource?: string;
}

async function ask({ verb, kind, namespace, name, subresource }: Access): Promise<boolean> {
  const review = await json<{ status?: { allowed?: boolean } }>('/k8s/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    method: 'POST',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          verb,
          group: kind.group,
          version: kind.version,
          resource: kind.plural,
          subresource,
          namespace,
          name,
        },
      },
    },
  });
  return review.status?.allowed ?? false;
}

/** The question as a query, for who has to tell "no" from "not known yet". */
export const accessQuery = (access: Access) => {
  const { verb, kind, namespace = '', name = '', subresource = '' } = access;
  return queryOptions({
    queryKey: ['access', verb, kind.group, kind.plural, subresource, namespace, name],
    queryFn: () => ask(access),
    staleTime: 60_000,
  });
};

/** Whether the person may; false until the server has said so. What nobody may press is not shown, and the server refuses it anyway. */
export function useAccess(access: Access): boolean {
  return useQuery(accessQuery(access)).data ?? false;
}

/** Those of the projects in which the person may. */
export function useAccessIn(projects: string[], access: Omit<Access, 'namespace'>): Set<string> {
  const answers = useQueries({ queries: projects.map((namespace) => accessQuery({ ...access, namespace })) });
  return new Set(projects.filter((_, i) => answers[i]?.data));
}
