import { describe, expect, it } from 'vitest';
import { amountError, limitsIn, linesOf, nameOf, type Quota, resourcesOf, withLimits } from './quotas';

const quota = (hard: Record<string, string>, used: Record<string, string>): Quota =>
  ({
    metadata: { name: 'share', namespace: 'acme' },
    spec: { hard, scopes: ['NotBestEffort'] },
    status: { hard, used },
  }) as Quota;

describe('linesOf', () => {
  it('says how much of each limit is used, whatever unit it is written in', () =>
    expect(linesOf([quota({ pods: '8', 'limits.memory': '2Gi' }, { pods: '2', 'limits.memory': '1536Mi' })])).toMatchObject([
      { resource: 'pods', used: '2', hard: '8', share: 25 },
      { resource: 'limits.memory', used: '1536Mi', hard: '2Gi', share: 75 },
    ]));
  it('never says more than all, and all of nothing', () =>
    expect(linesOf([quota({ pods: '1', secrets: '0' }, { pods: '3' })]).map((l) => l.share)).toEqual([100, 100]));
  it('has none of a quota that has not been counted yet', () =>
    expect(linesOf([{ metadata: { name: 'new' }, spec: { hard: { pods: '1' } } } as Quota])).toEqual([]));
});

describe('what can be limited', () => {
  it('has words for what is usual, and other names as they are', () =>
    expect([nameOf('pods'), nameOf('count/services')]).toEqual(['Replicas', 'count/services']));
  it('is the usual, and what the quota limits besides', () =>
    expect(resourcesOf({ pods: '1', 'count/services': '2' }).slice(-2)).toEqual([
      'count/modeldeployments.modelyard.dev',
      'count/services',
    ]));
});

describe('amountError', () => {
  it('gives an example instead of a pattern', () =>
    expect(amountError("in body should match '^[0-9]+$'")).toBe('Write a number, such as 4, 500m or 64Gi.'));
  it('says anything else as it is', () => expect(amountError('must be an integer')).toBe('must be an integer'));
  it('says nothing where nothing is wrong', () => expect(amountError(undefined)).toBeUndefined());
});

describe('withLimits', () => {
  it('keeps the rest and leaves out what is empty', () =>
    expect(withLimits(quota({ pods: '1' }, {}), { pods: ' ', 'limits.cpu': ' 4 ' }).spec).toEqual({
      hard: { 'limits.cpu': '4' },
      scopes: ['NotBestEffort'],
    }));
  it('can be nothing at all', () => expect(limitsIn({ pods: '' })).toEqual({}));
});
