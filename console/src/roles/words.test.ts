import { describe, expect, it } from 'vitest';
import { furtherVerbs, may, pathsOf, rightsOf } from './words';

const rules = [
  { apiGroups: ['modelyard.dev'], resources: ['modelversions', 'models'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['modelyard.dev'], resources: ['modelversions'], verbs: ['approve', 'patch'] },
  { nonResourceURLs: ['/metrics'], verbs: ['get'] },
];
const [models, versions] = rightsOf(rules);

describe('rightsOf', () => {
  it('puts rules about the same kind together', () =>
    expect(rightsOf(rules).map((r) => r.resource)).toEqual(['models', 'modelversions']));
  it('keeps rights to single objects apart', () =>
    expect(rightsOf([rules[0]!, { ...rules[0]!, resourceNames: ['atlas'] }])).toHaveLength(4));
});

describe('may', () => {
  it('is all with every verb', () => expect(may(models!, 'See')).toBe('all'));
  it('is some with one of them', () => expect(may(versions!, 'Change')).toBe('some'));
  it('is none without', () => expect(may(models!, 'Delete')).toBe('none'));
  it('is all with a star', () => expect(may({ ...models!, verbs: ['*'] }, 'Delete')).toBe('all'));
});

describe('furtherVerbs', () => {
  it('are those without a column', () => expect(furtherVerbs(versions!)).toEqual(['approve']));
});

describe('pathsOf', () => {
  it('are the paths that are no resources', () => expect(pathsOf(rules)).toEqual(['/metrics']));
});
