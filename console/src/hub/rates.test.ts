import { expect, test } from 'vitest';
import { ApiError } from '../api/errors';
import { rateStateOf, refusalOf, refusalTitle } from './rates';

const refused = (code: number, headers: Record<string, string>, type = 'requests') =>
  new ApiError(code, 'no', { error: { type } } as never, new Headers(headers));

test('a limit says whose it is and for how long to wait, exactly where that is known', () => {
  const refusal = refusalOf(refused(429, { 'retry-after': '2', 'retry-after-ms': '1250', 'x-modelyard-limit-scope': 'key' }))!;
  expect(refusal.wait).toBe(1.25);
  expect(refusalTitle(refusal)).toBe('Over the limit of this key');
});

test('what no waiting cures has no time to wait', () => {
  const refusal = refusalOf(
    refused(
      429,
      { 'retry-after': '86400', 'x-should-retry': 'false', 'x-modelyard-limit-scope': 'organization' },
      'insufficient_quota',
    ),
  )!;
  expect(refusal.wait).toBeUndefined();
  expect(refusalTitle(refusal)).toBe('The budget of your organization is used up');
});

test('an overloaded model is no limit of anybody', () => {
  expect(refusalTitle(refusalOf(refused(503, { 'retry-after': '1' }))!)).toBe('Not now');
  expect(refusalOf(new ApiError(400, 'bad'))).toBeUndefined();
});

test('where limits stand is read from any answer', () => {
  const headers = new Headers({
    'x-ratelimit-limit-requests': '120',
    'x-ratelimit-remaining-requests': '118',
    'x-ratelimit-reset-requests': '1s',
  });
  expect(rateStateOf(headers)).toEqual({ requests: { limit: 120, remaining: 118, reset: '1s' }, tokens: undefined });
});
