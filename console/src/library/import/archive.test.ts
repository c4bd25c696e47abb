import { describe, expect, it } from 'vitest';
import { headOf, importCommand, importPath, keysIn, keysProblem } from './archive';

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

describe('headOf', () => {
  const entry = (name: string, size: number, type = '0') => {
    const block = new Uint8Array(512 + Math.ceil(size / 512) * 512);
    const put = (at: number, text: string) => block.set(new TextEncoder().encode(text), at);
    put(0, name);
    put(124, `${size.toString(8).padStart(11, '0')}\0`);
    put(156, type);
    put(257, 'ustar\0');
    return block;
  };
  it('is the index and its signature', async () =>
    expect((await headOf(new Blob([entry('index.json', 700), entry('index.sig', 70), entry('blobs/a', 9000)]))).size).toBe(
      512 + 1024 + 512 + 512 + 4096,
    ));
  it('counts what is said of entries before them', async () => {
    const long = (name: string) => entry(`./PaxHeaders/${name}`, 47, 'x');
    const file = new Blob([long('a'), entry('index.json', 700), long('b'), entry('index.sig', 70), entry('blobs/a', 9000)]);
    expect((await headOf(file)).size).toBe(1024 + 512 + 1024 + 1024 + 512 + 512 + 4096);
  });
  it('is the index alone when nobody signed it', async () =>
    expect((await headOf(new Blob([entry('index.json', 10), entry('blobs/a', 9000)]))).size).toBe(1024 + 4096));
  it('is not had of anything else', async () => {
    await expect(headOf(new Blob([entry('README', 10)]))).rejects.toThrow('no archive');
    await expect(headOf(new Blob(['x']))).rejects.toThrow('no archive');
  });
});
