import { describe, expect, it } from 'vitest';
import type { Endpoint, ModelDeployment, Served } from '../api/kinds';
import { changeTo, inPercent, previousOf, previousTraffic, type Share, sharesOf, shift, trafficText } from './traffic';

const shares = (...weights: number[]): Share[] => weights.map((weight, i) => ({ deployment: `d${i}`, weight }));
const weights = (given: Share[]) => given.map((s) => s.weight);
const endpoint = (traffic?: Share[], annotations?: Record<string, string>): Served<Endpoint> => ({
  metadata: { name: 'chat', namespace: 'acme', resourceVersion: '7', annotations },
  spec: { traffic },
});
const deployment = (name: string, to?: string): Served<ModelDeployment> => ({
  metadata: { name, namespace: 'acme' },
  spec: { engine: { type: 'vLLM' }, endpoint: to },
});

describe('sharesOf', () => {
  it('is what is listed, and by default all of it', () =>
    expect(sharesOf(endpoint([{ deployment: 'a' } as Share]), [])).toEqual([{ deployment: 'a', weight: 100 }]));
  it('is else who names the endpoint', () =>
    expect(trafficText(sharesOf(endpoint(), [deployment('b', 'chat'), deployment('a', 'chat'), deployment('c')]))).toBe(
      'a 50 %, b 50 %',
    ));
});

describe('inPercent', () => {
  it('sums up to a hundred', () => expect(weights(inPercent(shares(1, 1, 1))).reduce((a, b) => a + b)).toBe(100));
  it('leaves nothing nothing', () => expect(weights(inPercent(shares(0, 0)))).toEqual([0, 0]));
});

describe('shift', () => {
  it('takes from the others in their relation', () => expect(weights(shift(shares(60, 30, 0), 'd2', 10))).toEqual([60, 30, 10]));
  it('always sums up to a hundred', () => expect(weights(shift(shares(33, 33, 34), 'd0', 50)).reduce((a, b) => a + b)).toBe(100));
  it('gives back to one that had nothing', () => expect(weights(shift(shares(100, 0), 'd0', 10))).toEqual([10, 90]));
  it('takes all', () => expect(weights(shift(shares(90, 10), 'd1', 100))).toEqual([0, 100]));
});

describe('undo', () => {
  it('goes back to what was before', () => {
    const change = changeTo(endpoint(shares(100)), shares(90, 10)) as Served<Endpoint>;
    expect(previousOf(change)).toEqual(shares(100));
    expect(change.metadata.resourceVersion).toBe('7');
  });
  it('is nothing where nothing is known', () => {
    expect(previousOf(endpoint())).toBeUndefined();
    expect(previousOf(endpoint([], { [previousTraffic]: 'nonsense' }))).toBeUndefined();
  });
});
