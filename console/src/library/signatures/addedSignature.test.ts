import { describe, expect, it } from 'vitest';
import type { Version } from '../names';
import { signatureOf, sizeProblem } from './addedSignature';

const version = { metadata: { name: 'atlas-1.2', namespace: 'acme', uid: 'u' } } as Version;

describe('signatureOf', () => {
  it('keeps the bytes of a bundle, and belongs to the version', async () => {
    const document = new File([new Uint8Array([0, 255, 10])], 'atlas.sig');
    const made = await signatureOf(version, { format: 'Bundle', document, certificates: '' });
    expect(made.spec).toEqual({ version: 'atlas-1.2', format: 'Bundle', document: 'AP8K' });
    expect(made.metadata?.ownerReferences?.[0]).toMatchObject({ kind: 'ModelVersion', name: 'atlas-1.2', uid: 'u' });
  });
  it('takes the signature of a payload as cosign writes it', async () => {
    const made = await signatureOf(version, {
      format: 'SimpleSigning',
      document: new File(['{}'], 'payload'),
      signature: new File(['MEUC\n'], 'signature'),
      certificates: '',
    });
    expect(made.spec).toMatchObject({ format: 'SimpleSigning', document: 'e30=', signature: 'MEUC' });
  });
});

describe('sizeProblem', () => {
  it('is none up to two MiB', () => expect(sizeProblem(new File(['x'], 'a'))).toBeUndefined());
  it('says how long it may be', () =>
    expect(sizeProblem(new File([new Uint8Array(2_200_000)], 'a'))).toContain('2.0 MiB at most'));
});
