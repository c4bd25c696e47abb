import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../api/errors';

/** Where the tightest limit stood when a request was answered. */
export interface RateState {
  requests?: Rate;
  tokens?: Rate;
}

/** What the last answer to a request of this project said, and when; null before there was one. */
export const ratesQuery = (project: string) =>
  queryOptions({
    queryKey: ['rates', project],
    queryFn: () => null as LastRates | null,
    gcTime: Number.POSITIVE_INFINITY,
    staleTime: Number.POSITIVE_INFINITY,
  });

export interface LastRates extends RateState {
  at: string;
}

export interface Rate {
  limit: number;
  remaining: number;
  /** When it is full again, in the gateway's words: `1m30s`. */
  reset?: string;
}

/** Why a request was refused, and when it is worth another try. */
export interface Refusal {
  /** Whose limit: `organization`, `user`, `key` or `deployment`. */
  scope?: string;
  /** Seconds to wait; absent when waiting does not help. */
  wait?: number;
  /** Whether it is money rather than speed. */
  budget: boolean;
}

export function rateStateOf(headers: Headers): RateState {
  return { requests: rateOf(headers, 'requests'), tokens: rateOf(headers, 'tokens') };
}

function rateOf(headers: Headers, what: string): Rate | undefined {
  const limit = headers.get(`x-ratelimit-limit-${what}`);
  const remaining = headers.get(`x-ratelimit-remaining-${what}`);
  if (limit === null || remaining === null) return undefined;
  return { limit: Number(limit), remaining: Number(remaining), reset: headers.get(`x-ratelimit-reset-${what}`) ?? undefined };
}

/** What a 429 or 503 says of waiting; undefined for every other error. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof ApiError) || (error.code !== 429 && error.code !== 503)) return undefined;
  const { headers } = error;
  const exact = headers?.get('retry-after-ms');
  const seconds = exact ? Number(exact) / 1000 : headers?.get('retry-after') ? Number(headers.get('retry-after')) : undefined;
  const final = headers?.get('x-should-retry') === 'false';
  return {
    scope: headers?.get('x-modelyard-limit-scope') ?? undefined,
    wait: final || seconds === undefined || Number.isNaN(seconds) ? undefined : seconds,
    budget: (error.status as { error?: { type?: string } } | undefined)?.error?.type === 'insufficient_quota',
  };
}

const owners: Record<string, string> = {
  organization: 'your organization',
  user: 'your user',
  key: 'this key',
  deployment: 'this deployment',
};

/** Whose limit or budget it was, for a heading. */
export function refusalTitle({ scope, budget, wait }: Refusal): string {
  const owner = scope ? ` of ${owners[scope] ?? scope}` : '';
  if (budget) return `The budget${owner} is used up`;
  return scope || wait === undefined ? `Over the limit${owner}` : 'Not now';
}
