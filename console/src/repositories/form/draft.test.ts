import { describe, expect, it } from 'vitest';
import { moved, resourceName } from '../rules';
import { kindOf, labelsOf, labelsText, pruned, withKind } from './draft';

describe('pruned', () => {
  it('leaves out what nobody filled in, and keeps that there are no rules', () =>
    expect(
      pruned({
        source: { url: 'oci://a', proxy: '', insecure: false, repositories: [], secretRef: {} },
        rules: [],
        suspend: undefined,
      }),
    ).toEqual({ source: { url: 'oci://a' }, rules: [] }));
  it('keeps an exclusion that says nothing else', () =>
    expect(pruned({ rules: [{ action: 'Exclude', tag: '' }] })).toEqual({ rules: [{ action: 'Exclude' }] }));
});

describe('addresses', () => {
  it.each([
    ['oci://r/acme', 's3', 's3://r/acme'],
    ['file:///srv/models', 'file', 'file:///srv/models'],
    ['https://h/models/', 'hf', 'hf://h/models/'],
    ['', 'hf', 'hf://'],
  ] as const)('%s as %s', (url, kind, expected) => expect(withKind(url, kind)).toBe(expected));
  it('knows what an address is of', () => expect(['hf://a', 'http://h/', undefined].map(kindOf)).toEqual(['hf', 'https', 'oci']));
});

describe('labels', () => {
  it('are the same there and back', () => {
    const labels = { team: 'search', 'a/b': 'x=y' };
    expect(labelsOf(labelsText(labels))).toEqual(labels);
  });
});

describe('moved', () => {
  it('puts an item elsewhere', () => expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']));
  it('leaves the list alone at its ends', () => expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']));
});

describe('resourceName', () => {
  it('has only what names may have', () => expect(resourceName('atlas', 'V1_2+cu.')).toBe('atlas-v1-2-cu'));
});
