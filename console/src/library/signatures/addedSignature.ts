import { apiVersionOf, kinds, type ModelSignature } from '../../api/kinds';
import { bytes } from '../../parts/format';
import type { Version } from '../names';

/** A signature while it is being added. */
export interface SignatureDraft {
  format: 'Bundle' | 'SimpleSigning';
  document?: File;
  signature?: File;
  certificates: string;
}

/** The longest document that is kept. */
const longest = 2 << 20;

export const sizeProblem = (file: File | undefined): string | undefined =>
  file && file.size > longest ? `It is ${bytes(file.size)} long; a signature has ${bytes(longest)} at most.` : undefined;

/** The resource that the form asks for; it goes when the version goes. */
export async function signatureOf({ metadata }: Version, draft: SignatureDraft): Promise<ModelSignature> {
  const { format, document, signature, certificates } = draft;
  const { kind } = kinds.modelVersions;
  const owner = { apiVersion: apiVersionOf(kinds.modelVersions), kind, name: metadata.name, uid: metadata.uid ?? '' };
  return {
    metadata: { generateName: `${metadata.name}-`, namespace: metadata.namespace, ownerReferences: [owner] },
    spec: {
      version: metadata.name,
      format,
      document: document ? base64(new Uint8Array(await document.arrayBuffer())) : '',
      ...(format === 'SimpleSigning'
        ? {
            // As cosign writes it, it is base64 already.
            signature: (await signature?.text())?.trim() ?? '',
            ...(certificates.trim() ? { certificates } : {}),
          }
        : {}),
    },
  };
}

function base64(content: Uint8Array): string {
  let text = '';
  for (const byte of content) text += String.fromCharCode(byte);
  return btoa(text);
}
