import { describe, expect, it } from 'vitest';
import { fingerprintOf, identitiesOf, identitiesText, type Policy, withoutTrusted, withTrusted } from './trust';

const policy = { metadata: { name: 'p' }, spec: { required: true, keys: [{ name: 'a', publicKey: 'A' }] } } as Policy;

describe('withTrusted', () => {
  it('adds', () =>
    expect(withTrusted(policy, 'keys', { name: 'b', publicKey: 'B' }).spec?.keys?.map((k) => k.name)).toEqual(['a', 'b']));
  it('replaces', () =>
    expect(withTrusted(policy, 'keys', { name: 'c', publicKey: 'C' }, 'a').spec?.keys).toEqual([{ name: 'c', publicKey: 'C' }]));
  it('leaves the rest of the policy alone', () =>
    expect(withTrusted(policy, 'logs', { name: 'l', publicKey: 'L' }).spec).toMatchObject({
      required: true,
      keys: [{ name: 'a' }],
    }));
});

describe('withoutTrusted', () => {
  it('leaves no empty list behind', () => expect(withoutTrusted(policy, 'keys', 'a').spec?.keys).toBeUndefined());
});

describe('identities', () => {
  it('are a line each', () => {
    const text = '*@acme.example https://login.acme.example\nhttps://ci/*';
    expect(identitiesOf(`${text}\n\n`)).toEqual([
      { subject: '*@acme.example', issuer: 'https://login.acme.example' },
      { subject: 'https://ci/*' },
    ]);
    expect(identitiesText(identitiesOf(text))).toBe(text);
  });
});

describe('fingerprintOf', () => {
  it('is that of the content', async () =>
    expect(await fingerprintOf('-----BEGIN PUBLIC KEY-----\naGVsbG8=\n-----END PUBLIC KEY-----')).toBe(
      '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    ));
  it('is not known of what is no PEM', async () => expect(await fingerprintOf('x')).toBeUndefined());
});
