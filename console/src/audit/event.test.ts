import { describe, expect, it } from 'vitest';
import { actorOf, type Entry, fieldSelector, matches, objectOf, outcomeOf } from './event';

const now = Date.parse('2026-06-01T12:00:00Z');
const event: Entry = {
  metadata: { name: '7' },
  verb: 'delete',
  user: { username: 'ada' },
  objectRef: { resource: 'apikeys', namespace: 'acme', name: 'nightly' },
  responseStatus: { code: 403, reason: 'Forbidden' },
  requestReceivedTimestamp: '2026-06-01T10:30:00.000000Z',
};

describe('fieldSelector', () => {
  it('says only what is asked', () =>
    expect(fieldSelector({ verb: 'delete', project: 'acme' })).toBe('verb=delete,objectRef.namespace=acme'));
  it('keeps commas of a value apart from its own', () => expect(fieldSelector({ object: 'a,b' })).toBe('objectRef.name=a\\,b'));
});

describe('matches', () => {
  it('goes by the time', () => {
    expect(matches(event, { hours: 1 }, now)).toBe(false);
    expect(matches(event, { hours: 2 }, now)).toBe(true);
  });
  it('goes by the outcome', () => {
    expect(matches(event, { outcome: 'done' }, now)).toBe(false);
    expect(matches(event, { outcome: 'refused' }, now)).toBe(true);
  });
  it('leaves out what the system did by itself unless it is asked for', () => {
    const own = { ...event, user: { username: 'system:modelyard:controllers' } };
    expect(matches(own, {}, now)).toBe(false);
    expect(matches(own, { system: true }, now)).toBe(true);
    expect(matches(own, { user: 'system:modelyard:controllers' }, now)).toBe(true);
  });
});

describe('words', () => {
  it('name the object with its project', () => expect(objectOf(event)).toBe('acme/nightly'));
  it('say who acted as whom', () => expect(actorOf({ ...event, impersonatedUser: { username: 'bob' } })).toBe('bob (by ada)'));
  it('say why it was refused', () => expect(outcomeOf(event)).toBe('Forbidden'));
});
