import { kinds, pathOf } from '../../api/kinds';

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
  return `${model}-${tag.toLowerCase().replace(/[^a-z0-9.-]/g, '-')}`.slice(0, 200).replace(/[.-]+$/, '');
}
