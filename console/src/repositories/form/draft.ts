import type { ModelRepository } from '../../api/kinds';

export type Spec = NonNullable<ModelRepository['spec']>;
export type Source = NonNullable<Spec['source']>;

/** What nobody has written anything into. */
export const blank: Spec = { source: { url: '' } };

/** The draft of a repository: what would be sent, at every moment. */
export interface Draft {
  metadata: NonNullable<ModelRepository['metadata']>;
  spec: Spec;
}

/** Sources by how their addresses begin. */
export const sourceKinds = [
  { value: 'oci', label: 'OCI registry', scheme: 'oci://', example: 'oci://registry.example.com/acme' },
  { value: 'hf', label: 'Hugging Face hub', scheme: 'hf://', example: 'hf://owner or hf://owner/model' },
  { value: 's3', label: 'Object storage (S3)', scheme: 's3://', example: 's3://bucket/models' },
  { value: 'https', label: 'Web folder', scheme: 'https://', example: 'https://models.example.com/folder/' },
  { value: 'file', label: 'Folder of the server', scheme: 'file://', example: 'file:///srv/models' },
] as const;

export type SourceKind = (typeof sourceKinds)[number]['value'];

/** What an address is of; an `http://` one is a web folder as well. */
export const kindOf = (url: string | undefined): SourceKind =>
  sourceKinds.find((k) => url?.startsWith(k.scheme))?.value ?? (url?.startsWith('http://') ? 'https' : 'oci');

/** The address with another beginning, what follows kept. */
export function withKind(url: string | undefined, kind: SourceKind): string {
  const { scheme } = sourceKinds.find((k) => k.value === kind)!;
  return scheme + (url ?? '').replace(/^[a-z0-9]+:\/\/\/?/, (found) => (kind === 'file' && found.endsWith('///') ? '/' : ''));
}

/** Without what is empty: a field that nobody filled in is not in the manifest. */
export function pruned<T>(value: T): T {
  if (Array.isArray(value)) return value.map(pruned) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const kept: unknown = pruned(inner);
    const empty =
      kept === undefined ||
      kept === '' ||
      kept === false ||
      kept === null ||
      (Array.isArray(kept) && kept.length === 0 && key !== 'rules');
    return empty || (typeof kept === 'object' && !Array.isArray(kept) && Object.keys(kept as object).length === 0)
      ? []
      : [[key, kept] as const];
  });
  return Object.fromEntries(entries) as T;
}

/** `key=value` as people write labels. */
export const labelsText = (labels: Record<string, string> | undefined): string[] =>
  Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);

export const labelsOf = (texts: string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    }),
  );

/** The manifest of a draft, without what only the server has to know. */
export function manifest({ metadata, spec }: Draft): ModelRepository {
  return { apiVersion: 'modelyard.dev/v1alpha1', kind: 'ModelRepository', metadata, spec: pruned(spec) };
}
