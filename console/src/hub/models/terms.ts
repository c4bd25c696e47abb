import type { ModelDeployment } from '../../api/kinds';
import { limitsText } from '../../limits/text';
import { price } from '../../parts/format';

type Spec = NonNullable<ModelDeployment['spec']>;

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
    amount === undefined ? [] : [[name, `${price(amount, currency)} ${per}`.trim()]],
  );
}

/** What callers may use of this deployment alone, by who is counted. */
export function callerLimits(limits: Spec['rateLimits']): [string, string][] {
  const rows: [string, string][] = [
    ['Each organization', limitsText(limits?.organization)],
    ['Each user', limitsText(limits?.user)],
    ['Each key', limitsText(limits?.key)],
  ];
  return rows.flatMap(([who, what]) => (what ? [[who, what]] : []));
}
