import { describe, expect, it } from 'vitest';
import { actorOf, type Entry, fieldSelector, objectOf, outcomeOf } from './event';

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
    expect(fieldSelector({ verb: 'delete', project: 'acme', system: true })).toBe('verb=delete,objectRef.namespace=acme'));
  it('keeps commas of a value apart from its own', () =>
    expect(fieldSelector({ object: 'a,b', system: true })).toBe('objectRef.name=a\\,b'));
  it('leaves out what the system did by itself unless it or somebody in particular is asked for', () => {
    expect(fieldSelector({})).toBe('internal=false');
    expect(fieldSelector({ user: 'ada' })).toBe('actor=ada');
  });
  it('goes by the outcome', () => {
    expect(fieldSelector({ outcome: 'refused', system: true })).toBe('responseStatus.status=Failure');
    expect(fieldSelector({ outcome: 'done', system: true })).toBe('responseStatus.status!=Failure');
  });
  it('goes back some hours from now', () =>
    expect(fieldSelector({ hours: 2, system: true }, undefined, now)).toBe('since=2026-06-01T10:00:00.000Z'));
  it('asks for what is new when it knows the rest', () =>
    expect(fieldSelector({ hours: 2, user: 'ada' }, '2026-06-01T11:00:00Z')).toBe('actor=ada,since=2026-06-01T11:00:00Z'));
  it('takes whole days, the last one too', () =>
    expect(fieldSelector({ from: '2026-05-01', to: '2026-05-31', system: true })).toBe(
      'since=2026-05-01T00:00:00Z,until=2026-06-01T00:00:00.000Z',
    ));
});

describe('words', () => {
  it('name the object with its project', () => expect(objectOf(event)).toBe('acme/nightly'));
  it('say who acted as whom', () => expect(actorOf({ ...event, impersonatedUser: { username: 'bob' } })).toBe('bob (by ada)'));
  it('name the person who acted in the console, or tried to sign in', () => {
    const here = { ...event, user: { username: 'system:modelyard:console' } };
    expect(actorOf({ ...here, impersonatedUser: { username: 'bob' } })).toBe('bob');
    expect(actorOf({ ...here, annotations: { 'audit.modelyard.dev/account': 'eve' } })).toBe('eve');
  });
  it('say why it was refused', () => expect(outcomeOf(event)).toBe('Forbidden'));
});
