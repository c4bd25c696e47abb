import type { ModelDeployment, Served } from '../api/kinds';
import { price as amount } from '../parts/format';
import { type RateLimits, usualCurrency, withoutBlanks } from './text';

export type Deployment = Served<ModelDeployment>;
type Spec = NonNullable<ModelDeployment['spec']>;
type Pricing = NonNullable<Spec['pricing']>;
type Policy = NonNullable<NonNullable<Spec['sharing']>['policy']>;

/** What stands where a price is left empty. Tokens that a prompt cache had cost what others do, unless they have a price of their own. */
export const whenEmpty = (field: PriceField): string => (field === 'cachedInputPerMillionTokens' ? 'As the others' : 'Free');

/** The prices there are, and what they are called. */
export const prices = [
  ['inputPerMillionTokens', 'A million tokens read'],
  ['cachedInputPerMillionTokens', 'Of those, from the prompt cache'],
  ['outputPerMillionTokens', 'A million tokens written'],
  ['perRequest', 'A request'],
  ['perImage', 'An image'],
] as const;

export type PriceField = (typeof prices)[number][0];

/** Limits, price and sharing of a deployment while they are being changed. */
export interface TermsDraft {
  organization: RateLimits;
  user: RateLimits;
  key: RateLimits;
  currency: string;
  price: Partial<Record<PriceField, string>>;
  policy: Policy;
  organizations: string[];
}

export function termsOf({ spec }: Deployment): TermsDraft {
  const { rateLimits, pricing, sharing } = spec ?? {};
  return {
    organization: rateLimits?.organization ?? {},
    user: rateLimits?.user ?? {},
    key: rateLimits?.key ?? {},
    currency: pricing?.currency ?? usualCurrency,
    price: Object.fromEntries(
      prices.flatMap(([field]) => (pricing?.[field] === undefined ? [] : [[field, String(pricing[field])]])),
    ),
    policy: sharing?.policy ?? 'None',
    organizations: sharing?.organizations ?? [],
  };
}

/** The deployment under changed terms; all else stays. */
export function withTerms(deployment: Deployment, draft: TermsDraft): Deployment {
  const { organization, user, key, currency, price, policy, organizations } = draft;
  const limits = { organization: withoutBlanks(organization), user: withoutBlanks(user), key: withoutBlanks(key) };
  const set = Object.fromEntries(Object.entries(price).filter(([, value]) => value !== '' && value !== undefined));
  const spec = {
    ...deployment.spec,
    rateLimits: Object.values(limits).some(Boolean) ? limits : undefined,
    pricing: Object.keys(set).length ? ({ currency, ...set } as Pricing) : undefined,
    sharing: policy === 'None' ? undefined : { policy, organizations: policy === 'Organizations' ? organizations : undefined },
  };
  return { ...deployment, spec: spec as Spec };
}

/** `€0.15 in, €0.60 out`; empty for what is free. */
export function priceText({ spec }: Pick<ModelDeployment, 'spec'>): string {
  const { pricing } = spec ?? {};
  if (!pricing) return '';
  const part = (field: PriceField, word: string) =>
    pricing[field] === undefined || pricing[field] === null ? [] : [`${amount(pricing[field], pricing.currency)} ${word}`];
  return [
    ...part('inputPerMillionTokens', 'in'),
    ...part('cachedInputPerMillionTokens', 'cached'),
    ...part('outputPerMillionTokens', 'out'),
    ...part('perRequest', 'a request'),
    ...part('perImage', 'an image'),
  ].join(', ');
}

/** Who besides its own organization may call it. */
export function sharingText({ spec }: Deployment): string {
  const { policy, organizations } = spec?.sharing ?? {};
  if (policy === 'AllOrganizations') return 'all organizations';
  return policy === 'Organizations' ? (organizations?.join(', ') ?? '') || 'nobody yet' : 'its own only';
}
