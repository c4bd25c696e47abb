import { describe, expect, it } from 'vitest';
import { importCommand, importPath, keysIn, keysProblem } from './archive';

const key = '-----BEGIN PUBLIC KEY-----\nMFkw+/=\n-----END PUBLIC KEY-----';
const draft = { project: 'acme', keys: '', allowUnsigned: false };

describe('keys', () => {
  it('are taken one by one', () => expect(keysIn(`${key}\n\n${key}\n`)).toEqual([key, key]));
  it('may be none', () => expect(keysProblem('  ')).toBeUndefined());
  it('are not anything else', () => expect(keysProblem('release.pem')).toContain('Only public keys'));
  it('are not private', () => expect(keysProblem('-----BEGIN PRIVATE KEY-----')).toContain('private key'));
});

describe('importPath', () => {
  it('carries keys as they are', () => {
    const { pathname, searchParams } = new URL(importPath({ ...draft, keys: `${key}\n${key}` }), 'http://console');
    expect(pathname).toBe('/k8s/apis/modelyard.dev/v1alpha1/namespaces/acme/modelimports');
    expect(searchParams.getAll('trust')).toEqual([`${key}\n`, `${key}\n`]);
  });
  it('says when an unsigned one is fine', () =>
    expect(importPath({ ...draft, allowUnsigned: true })).toMatch(/\?allowUnsigned=true$/));
});

describe('importCommand', () => {
  it('has everything filled in', () =>
    expect(importCommand({ project: 'acme', keys: key, allowUnsigned: true }, 'atlas.tar')).toBe(
      './modelyard library import atlas.tar -n acme --trust key.pem --allow-unsigned',
    ));
});
