import { ApiError } from '../../api/errors';
import { kinds, pathOf } from '../../api/kinds';
import { resourceName } from '../../repositories/rules';

/** What an import is asked for with, besides the archive. */
export interface ImportDraft {
  project: string;
  /** Public keys (PEM), one after the other. */
  keys: string;
  allowUnsigned: boolean;
}

const block = /-----BEGIN PUBLIC KEY-----[\s\S]*?-----END PUBLIC KEY-----/g;

/** The public keys in a text. */
export const keysIn = (text: string): string[] => text.match(block) ?? [];

/** What is wrong with what was typed for keys; undefined when nothing is. */
export function keysProblem(text: string): string | undefined {
  if (text.replace(block, '').trim() === '') return undefined;
  return text.includes('PRIVATE KEY')
    ? 'That is a private key. Keep it to yourself, and put the public one here.'
    : 'Only public keys in PEM go here, from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----.';
}

/** Where the archive is sent. */
export function importPath({ project, keys, allowUnsigned }: ImportDraft): string {
  const query = new URLSearchParams(keysIn(keys).map((key) => ['trust', `${key}\n`]));
  if (allowUnsigned) query.set('allowUnsigned', 'true');
  return `/k8s${pathOf(kinds.modelImports, project)}${query.size > 0 ? `?${query}` : ''}`;
}

/** The same on the command line, for an archive that is on the server's side of the network already. */
export function importCommand({ project, keys, allowUnsigned }: ImportDraft, file: string | undefined): string {
  const trust = keysIn(keys).map((_, i) => ` --trust key${i > 0 ? i + 1 : ''}.pem`);
  return `./modelyard library import ${file ?? 'ARCHIVE.tar'} -n ${project || 'PROJECT'}${trust.join('')}${allowUnsigned ? ' --allow-unsigned' : ''}`;
}

/** The name of the resource that a version, `project/model:version`, is. */
export function resourceNameOf(version: string): string {
  const [model = '', tag = ''] = version.slice(version.indexOf('/') + 1).split(':');
  return resourceName(model, tag);
}

const tarBlock = 512;
const padded = (size: number) => Math.ceil(size / tarBlock) * tarBlock;

/** Bytes of what follows the signature: the server has to see that something else does. */
const following = 8 * tarBlock;

/** What an archive begins with: its index and the signature over that. By it alone the server can tell whose it is. */
export async function headOf(file: Blob): Promise<Blob> {
  const index = await entryAt(file, 0);
  if (index?.name !== 'index.json')
    throw new ApiError(422, 'This is no archive that Modelyard has exported: it does not begin with an index of what is in it.');
  const signature = await entryAt(file, index.end);
  return file.slice(0, (signature?.name === 'index.sig' ? signature.end : index.end) + following);
}

/** What stands before an entry whose name or time is said at length (PAX). */
const extended = 'x';

/** The entry of a tar file whose header is at a place. */
async function entryAt(file: Blob, at: number): Promise<{ name: string; end: number } | undefined> {
  const header = new Uint8Array(await file.slice(at, at + tarBlock).arrayBuffer());
  const text = (from: number, length: number) =>
    String.fromCharCode(...header.slice(from, from + length)).replace(/\0[\s\S]*$/, '');
  if (header.length < tarBlock || !text(257, 5).startsWith('ustar')) return undefined;
  const size = Number.parseInt(text(124, 12).trim(), 8);
  if (Number.isNaN(size)) return undefined;
  const end = at + tarBlock + padded(size);
  return text(156, 1) === extended ? entryAt(file, end) : { name: text(0, 100), end };
}
