import { describe, expect, it } from 'vitest';
import { holderOf, isOfSession, scopeOf, stateOf } from './key';

const now = Date.parse('2026-06-01T00:00:00Z');

describe('stateOf', () => {
  it('works without an end', () => expect(stateOf({ spec: {} }, now).word).toBe('Works'));
  it('has ended at its end', () => expect(stateOf({ spec: { expiresAt: '2026-06-01T00:00:00Z' } }, now).word).toBe('Expired'));
  it('warns a week before', () => expect(stateOf({ spec: { expiresAt: '2026-06-05T00:00:00Z' } }, now).word).toBe('Ends soon'));
  it('is replaced while the old one still works', () =>
    expect(stateOf({ spec: { expiresAt: '2026-06-02T00:00:00Z' }, status: { replacedBy: 'b' } }, now).word).toBe('Replaced'));
});

describe('isOfSession', () => {
  const key = (labels: Record<string, string>, expiresAt?: string) => ({
    metadata: { name: 'console-x', labels, creationTimestamp: '2026-06-01T00:00:00Z' },
    spec: { expiresAt },
  });
  const labels = { 'modelyard.dev/console-session': 's' };
  it('is for an hour', () => expect(isOfSession(key(labels, '2026-06-01T01:00:00Z'))).toBe(true));
  it('is labelled', () => expect(isOfSession(key({}, '2026-06-01T01:00:00Z'))).toBe(false));
  it('is none that stays, whatever its label says', () => {
    expect(isOfSession(key(labels))).toBe(false);
    expect(isOfSession(key(labels, '2026-07-01T00:00:00Z'))).toBe(false);
  });
});

describe('scopeOf', () => {
  it('is everything when nothing is named', () => expect(scopeOf({ spec: {} })).toBe('everything the project can reach'));
  it('names deployments and endpoints', () =>
    expect(scopeOf({ spec: { deployments: ['chat'], endpoints: ['public'] } })).toBe('chat, endpoint public'));
  it('says when it may only call', () => expect(scopeOf({ spec: { permissions: ['invoke'] } })).toContain('calls only'));
});

describe('holderOf', () => {
  it('is the person', () => expect(holderOf({ spec: { user: 'ada' } })).toBe('ada'));
  it('or the program', () => expect(holderOf({ spec: { serviceAccount: 'ci' } })).toBe('service account ci'));
});
