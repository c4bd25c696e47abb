import { describe, expect, it } from 'vitest';
import { budgetText, limitsText, withoutBlanks } from './text';

describe('limitsText', () => {
  it('says all three', () =>
    expect(limitsText({ requestsPerMinute: 600, tokensPerMinute: 200_000, concurrentRequests: 16 })).toBe(
      '600 requests and 200K tokens a minute, 16 at once',
    ));
  it('rounds nothing', () => expect(limitsText({ tokensPerMinute: 12_345 })).toBe('12,345 tokens a minute'));
  it('says only what is limited', () => expect(limitsText({ concurrentRequests: 2 })).toBe('2 at once'));
  it('says nothing of no limits', () => expect(limitsText(undefined)).toBe(''));
});

describe('budgetText', () => {
  it('has the amount and the period', () =>
    expect(budgetText({ amount: 20, currency: 'EUR', period: 'Day' })).toBe('€20.00 a day'));
  it('is by month unless it says otherwise', () =>
    expect(budgetText({ amount: '99.50', currency: 'EUR' })).toBe('€99.50 a month'));
});

describe('withoutBlanks', () => {
  it('leaves out what is not set', () =>
    expect(withoutBlanks({ requestsPerMinute: 5, tokensPerMinute: undefined })).toEqual({ requestsPerMinute: 5 }));
  it('is nothing when nothing is set', () => expect(withoutBlanks({})).toBeUndefined());
});
