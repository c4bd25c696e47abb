import { describe, expect, it } from 'vitest';
import { emptyKey, keyOf } from './keyDraft';

const now = Date.parse('2026-06-01T10:00:00.500Z');
const draft = emptyKey('acme', 'ada@acme.example');

describe('keyOf', () => {
  it('asks for a made-up name when none is given', () =>
    expect(keyOf(draft, now).metadata).toEqual({ generateName: 'key-', namespace: 'acme' }));
  it('ends after the chosen days', () => expect(keyOf(draft, now).spec?.expiresAt).toBe('2026-07-01T10:00:00Z'));
  it('includes a chosen day', () =>
    expect(keyOf({ ...draft, lifetime: 'date', date: '2026-06-02' }, now).spec?.expiresAt).toBe('2026-06-02T23:59:59Z'));
  it('never ends when it is not to', () => expect(keyOf({ ...draft, lifetime: 'never' }, now).spec?.expiresAt).toBeUndefined());
  it('is for one holder only', () => {
    const spec = keyOf({ ...draft, holder: 'serviceAccount', serviceAccount: 'ci' }, now).spec;
    expect(spec?.serviceAccount).toBe('ci');
    expect(spec?.user).toBeUndefined();
  });
  it('leaves out both permissions, since both is what it has anyway', () =>
    expect(keyOf(draft, now).spec?.permissions).toBeUndefined());
  it('leaves out limits and budget that were not set', () => {
    const spec = keyOf(draft, now).spec;
    expect(spec?.limits).toBeUndefined();
    expect(spec?.budget).toBeUndefined();
  });
});
