import type { Namespace, Organization, Served } from '../api/kinds';
import { type BudgetDraft, budgetOf, draftOf } from '../limits/BudgetFields';
import { type RateLimits, withoutBlanks } from '../limits/text';

export type Org = Served<Organization>;

/** Label of a Namespace: the organization it is a project of. */
export const organizationLabel = 'modelyard.dev/organization';

export const projectsOf = (organization: string, namespaces: Served<Namespace>[]): Served<Namespace>[] =>
  namespaces.filter((n) => n.metadata.labels?.[organizationLabel] === organization);

/** An organization while it is being filled in. */
export interface OrgDraft {
  name: string;
  displayName: string;
  plan: string;
  limits: RateLimits;
  userLimits: RateLimits;
  keyLimits: RateLimits;
  budget: BudgetDraft;
  maxLifetime: string;
  modelStorage: string;
}

export function draftOfOrg(organization?: Org): OrgDraft {
  const spec = organization?.spec;
  return {
    name: organization?.metadata.name ?? '',
    displayName: spec?.displayName ?? '',
    plan: spec?.plan ?? '',
    limits: spec?.limits ?? {},
    userLimits: spec?.userLimits ?? {},
    keyLimits: spec?.keyLimits ?? {},
    budget: draftOf(spec?.budget),
    maxLifetime: spec?.keys?.maxLifetime ?? '',
    modelStorage: String(spec?.modelStorage ?? ''),
  };
}

/** The spec that the form asks for; what the form does not know of stays as it was. */
export function specOf(draft: OrgDraft, before: Organization['spec'] = {}): Organization['spec'] {
  const { displayName, plan, limits, userLimits, keyLimits, budget, maxLifetime, modelStorage } = draft;
  return {
    ...before,
    displayName: displayName || undefined,
    plan: plan || undefined,
    limits: withoutBlanks(limits),
    userLimits: withoutBlanks(userLimits),
    keyLimits: withoutBlanks(keyLimits),
    budget: budgetOf(budget),
    keys: maxLifetime ? { ...before.keys, maxLifetime } : undefined,
    modelStorage: modelStorage || undefined,
  };
}

/** A member's name made of a user's: `developer-acme-example`. */
export function memberName(user: string): string {
  const name = user.toLowerCase().replace(/[^a-z0-9]/g, '-');
  return name.slice(0, 63).replace(/^-+|-+$/g, '') || 'member';
}
