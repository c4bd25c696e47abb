import type { ApiKey } from '../api/kinds';
import { type BudgetDraft, budgetOf, draftOf } from '../limits/BudgetFields';
import { type RateLimits, withoutBlanks } from '../limits/text';

/** A key while it is being filled in. */
export interface KeyDraft {
  name: string;
  namespace: string;
  holder: 'user' | 'serviceAccount' | 'nobody';
  user: string;
  serviceAccount: string;
  deployments: string[];
  endpoints: string[];
  permissions: string[];
  /** Days from now, `never`, or `date`. */
  lifetime: string;
  date: string;
  limits: RateLimits;
  budget: BudgetDraft;
}

export const emptyKey = (namespace: string, user: string): KeyDraft => ({
  name: '',
  namespace,
  holder: 'user',
  user,
  serviceAccount: '',
  deployments: [],
  endpoints: [],
  permissions: ['invoke', 'read'],
  lifetime: '30',
  date: '',
  limits: {},
  budget: draftOf(undefined),
});

/** The key that the form asks for. What says nothing is left out, so that what the organization says holds. */
export function keyOf(draft: KeyDraft, now = Date.now()): ApiKey {
  const { name, namespace, holder, user, serviceAccount, deployments, endpoints, permissions, lifetime, date, limits, budget } =
    draft;
  return {
    metadata: name ? { name, namespace } : { generateName: 'key-', namespace },
    spec: {
      ...(holder === 'user' ? { user } : holder === 'serviceAccount' ? { serviceAccount } : {}),
      ...(deployments.length ? { deployments } : {}),
      ...(endpoints.length ? { endpoints } : {}),
      ...(permissions.length === 1 ? { permissions } : {}),
      expiresAt: endOf(lifetime, date, now),
      limits: withoutBlanks(limits),
      budget: budgetOf(budget),
    },
  } as ApiKey;
}

function endOf(lifetime: string, date: string, now: number): string | undefined {
  if (lifetime === 'never') return undefined;
  // A day that is chosen is still included.
  const end = lifetime === 'date' ? Date.parse(`${date}T23:59:59Z`) : now + Number(lifetime) * 86_400_000;
  return Number.isNaN(end) ? undefined : `${new Date(end).toISOString().slice(0, 19)}Z`;
}
