import { json } from '../api/http';
import { type Kind, kinds } from '../api/kinds';
import type { Rule } from './words';

const root = '/k8s/apis/authorization.k8s.io/v1';
const apiVersion = 'authorization.k8s.io/v1';

/** All that the person may do in a project. */
export async function ownRules(namespace: string, signal: AbortSignal): Promise<Rule[]> {
  const answer = await json<{ status: { resourceRules?: Rule[]; nonResourceRules?: Rule[] } }>(
    `${root}/selfsubjectrulesreviews`,
    {
      method: 'POST',
      body: { apiVersion, kind: 'SelfSubjectRulesReview', spec: { namespace } },
      signal,
    },
  );
  return answer.status.resourceRules ?? [];
}

/** Kinds that one asks about, in the order one thinks of them. */
const asked: Kind[] = [
  kinds.modelDeployments,
  kinds.endpoints,
  kinds.modelVersions,
  kinds.modelRepositories,
  kinds.modelApprovals,
  kinds.scanWaivers,
  kinds.apiKeys,
  kinds.members,
  kinds.usageReports,
  kinds.secrets,
  kinds.roleBindings,
  kinds.organizations,
  kinds.auditEvents,
];

export const askedVerbs = ['list', 'create', 'update', 'delete'] as const;

/** Whether somebody may do each of the verbs with the objects of a kind. */
export interface Answers {
  kind: Kind;
  allowed: boolean[];
}

/** What somebody else may do, of what one asks about most. Each is a question of its own: there is none for all of it. */
export function rightsOfOther(
  user: string,
  groups: string[],
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<Answers[]> {
  return Promise.all(
    // What is outside of projects is only for who may ask about everything.
    asked
      .filter((kind) => kind.namespaced || namespace === undefined)
      .map(async (kind) => ({
        kind,
        allowed: await Promise.all(askedVerbs.map((verb) => may(user, groups, namespace, kind, verb, signal))),
      })),
  );
}

async function may(user: string, groups: string[], namespace: string | undefined, kind: Kind, verb: string, signal: AbortSignal) {
  const local = namespace !== undefined && kind.namespaced;
  const path = local
    ? `${root}/namespaces/${encodeURIComponent(namespace)}/localsubjectaccessreviews`
    : `${root}/subjectaccessreviews`;
  const resourceAttributes = {
    verb,
    group: kind.group,
    version: kind.version,
    resource: kind.plural,
    namespace: local ? namespace : undefined,
  };
  const answer = await json<{ status: { allowed: boolean } }>(path, {
    method: 'POST',
    body: {
      apiVersion,
      kind: local ? 'LocalSubjectAccessReview' : 'SubjectAccessReview',
      metadata: local ? { namespace } : {},
      // Everybody who is signed in is in this group.
      spec: { user, groups: [...groups, 'system:authenticated'], resourceAttributes },
    },
    signal,
  });
  return answer.status.allowed;
}
