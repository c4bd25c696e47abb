import type { Organization } from '../api/kinds';
import { exact, price } from '../parts/format';

type OrganizationSpec = NonNullable<Organization['spec']>;
export type RateLimits = NonNullable<OrganizationSpec['limits']>;
export type Budget = NonNullable<OrganizationSpec['budget']>;

/** What prices and budgets are in unless somebody says otherwise. */
export const usualCurrency = 'EUR';

/** `600 requests and 200K tokens a minute, 16 at once`; empty for no limits at all. */
export function limitsText(limits: RateLimits | undefined | null): string {
  const { requestsPerMinute, tokensPerMinute, concurrentRequests } = limits ?? {};
  const rates = [
    ...(requestsPerMinute ? [`${exact(requestsPerMinute)} ${requestsPerMinute === 1 ? 'request' : 'requests'}`] : []),
    ...(tokensPerMinute ? [`${exact(tokensPerMinute)} ${tokensPerMinute === 1 ? 'token' : 'tokens'}`] : []),
  ];
  return [
    ...(rates.length ? [`${rates.join(' and ')} a minute`] : []),
    ...(concurrentRequests ? [`${exact(concurrentRequests)} at once`] : []),
  ].join(', ');
}

/** `€500.00 a month`. */
export function budgetText(budget: Budget | undefined | null): string {
  return budget ? `${price(budget.amount, budget.currency)} a ${budget.period === 'Day' ? 'day' : 'month'}` : '';
}

/** The limits without what is not set; undefined when nothing is. */
export function withoutBlanks(limits: RateLimits): RateLimits | undefined {
  const set = Object.entries(limits).filter(([, value]) => typeof value === 'number');
  return set.length ? (Object.fromEntries(set) as RateLimits) : undefined;
}
