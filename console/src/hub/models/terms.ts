import type { ModelDeployment } from '../../api/kinds';
import { money, number } from '../../parts/format';

type Spec = NonNullable<ModelDeployment['spec']>;
type Limits = NonNullable<NonNullable<Spec['rateLimits']>['user']>;

/** What a call costs, item by item. */
export function prices(pricing: Spec['pricing']): [string, string][] {
  if (!pricing) return [];
  const { currency } = pricing;
  const items: [string, number | string | undefined, string][] = [
    ['Input', pricing.inputPerMillionTokens, 'per million tokens'],
    ['Input from the prompt cache', pricing.cachedInputPerMillionTokens, 'per million tokens'],
    ['Output', pricing.outputPerMillionTokens, 'per million tokens'],
    ['Each request', pricing.perRequest, ''],
    ['Each image', pricing.perImage, ''],
  ];
  return items.flatMap(([name, amount, per]) =>
    amount === undefined ? [] : [[name, `${money(amount, currency)} ${per}`.trim()]],
  );
}

/** `€0.15 in, €0.60 out`, per million tokens; what else there is comes with it. */
export function priceInShort(pricing: Spec['pricing']): string | undefined {
  if (!pricing) return undefined;
  const { currency, inputPerMillionTokens: input, outputPerMillionTokens: output, perRequest, perImage } = pricing;
  return [
    input !== undefined && `${money(input, currency)} in`,
    output !== undefined && `${money(output, currency)} out`,
    perRequest !== undefined && `${money(perRequest, currency)}/request`,
    perImage !== undefined && `${money(perImage, currency)}/image`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `120 requests/min, 5,000 tokens/min, 4 at once`. */
export function limitsInShort(limits: Limits | undefined): string | undefined {
  if (!limits) return undefined;
  return [
    limits.requestsPerMinute !== undefined && `${number(limits.requestsPerMinute)} requests/min`,
    limits.tokensPerMinute !== undefined && `${number(limits.tokensPerMinute)} tokens/min`,
    limits.concurrentRequests !== undefined && `${number(limits.concurrentRequests)} at once`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** What callers may use of this deployment alone, by who is counted. */
export function callerLimits(limits: Spec['rateLimits']): [string, string][] {
  const rows: [string, string | undefined][] = [
    ['Each organization', limitsInShort(limits?.organization)],
    ['Each user', limitsInShort(limits?.user)],
    ['Each key', limitsInShort(limits?.key)],
  ];
  return rows.flatMap(([who, what]) => (what ? [[who, what]] : []));
}
