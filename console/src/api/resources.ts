import { ApiError } from './errors';
import { json, type RequestOptions } from './http';
import { type ApiObject, apiVersionOf, type Kind, pathOf, type Served } from './kinds';

/** What a list answers. */
export interface List<T extends ApiObject> {
  metadata: { resourceVersion?: string; continue?: string };
  items: Served<T>[];
}

/** What restricts a list. */
export interface Selection {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  limit?: number;
  continue?: string;
}

/** `field=value`, whatever is in the value. */
export const fieldIs = (field: string, value: string): string => `${field}=${value.replace(/[\\,=]/g, '\\$&')}`;

/** The resource API, under the rights of whoever is signed in. */
const root = '/k8s';

export function listPath(kind: Kind, selection: Selection = {}): string {
  const { namespace, ...query } = selection;
  const parameters = new URLSearchParams(
    Object.entries(query).flatMap(([k, v]) => (v === undefined || v === '' ? [] : [[k, String(v)]])),
  );
  return `${root}${pathOf(kind, namespace)}${parameters.size > 0 ? `?${parameters}` : ''}`;
}

export async function list<T extends ApiObject>(kind: Kind<T>, selection?: Selection, signal?: AbortSignal): Promise<List<T>> {
  const answer = await json<List<T>>(listPath(kind, selection), { signal });
  // Items of a list leave out what they all have in common.
  for (const item of answer.items ?? []) {
    item.apiVersion ??= apiVersionOf(kind);
    item.kind ??= kind.kind;
  }
  return { metadata: answer.metadata ?? {}, items: answer.items ?? [] };
}

export function get<T extends ApiObject>(
  kind: Kind<T>,
  namespace: string | undefined,
  name: string,
  signal?: AbortSignal,
): Promise<Served<T>> {
  return json(`${root}${pathOf(kind, namespace, name)}`, { signal });
}

/** What may go with a change: `dryRun` asks what would come of it. */
export interface ChangeOptions {
  dryRun?: boolean;
  signal?: AbortSignal;
}

function change<T>(
  path: string,
  { dryRun, ...options }: RequestOptions & ChangeOptions,
  query: Record<string, string> = {},
): Promise<T> {
  const parameters = new URLSearchParams({ ...query, ...(dryRun ? { dryRun: 'All' } : {}) });
  return json<T>(`${root}${path}${parameters.size > 0 ? `?${parameters}` : ''}`, options);
}

/** Creates an object; a question is answered instead of stored. Unknown fields are refused, not dropped. */
export function create<T extends ApiObject>(kind: Kind<T>, object: T, options: ChangeOptions = {}): Promise<Served<T>> {
  const body = { apiVersion: apiVersionOf(kind), kind: kind.kind, ...object };
  return change(pathOf(kind, object.metadata?.namespace), { ...options, method: 'POST', body }, { fieldValidation: 'Strict' });
}

/** Server-side apply: says what this person wants of the object, leaving alone what others have set. */
export function apply<T extends ApiObject>(
  kind: Kind<T>,
  object: T,
  options: ChangeOptions & { force?: boolean } = {},
): Promise<Served<T>> {
  const { force, ...rest } = options;
  const body = { ...object, apiVersion: apiVersionOf(kind), kind: kind.kind };
  const query = { fieldManager: 'modelyard-console', fieldValidation: 'Strict', ...(force ? { force: 'true' } : {}) };
  return change(
    pathOf(kind, object.metadata?.namespace, object.metadata?.name),
    { ...rest, method: 'PATCH', body, contentType: 'application/apply-patch+yaml' },
    query,
  );
}

/**
 * Replaces an object; refused with 409 when somebody changed it meanwhile. `before`: as it was when the change was begun. What only the server has
 * said of it since then, its status, stands against nothing.
 */
export async function replace<T extends ApiObject>(
  kind: Kind<T>,
  object: T,
  { before, ...options }: ChangeOptions & { before?: T } = {},
): Promise<Served<T>> {
  const { namespace, name = '' } = object.metadata ?? {};
  const put = (body: T) =>
    change<Served<T>>(pathOf(kind, namespace, name), { ...options, method: 'PUT', body }, { fieldValidation: 'Strict' });
  try {
    return await put(object);
  } catch (e) {
    if (!before || !(e instanceof ApiError && e.code === 409)) throw e;
    const now = await get(kind, namespace, name, options.signal);
    if (wishOf(now) !== wishOf(before)) throw e;
    return put({ ...object, metadata: { ...object.metadata, resourceVersion: now.metadata.resourceVersion } });
  }
}

/** What people want of an object, without what the server says of it. */
function wishOf<T extends ApiObject>(object: T): string {
  const { resourceVersion: _, managedFields: __, ...metadata } = object.metadata ?? {};
  return inOrder({ ...object, status: undefined, metadata });
}

/** As JSON, the same whatever order it came in. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
      : inner,
  );

/** Merge patch (RFC 7386): null removes. */
export function patch<T extends ApiObject>(
  kind: Kind<T>,
  namespace: string | undefined,
  name: string,
  body: unknown,
  options: ChangeOptions = {},
): Promise<Served<T>> {
  return change(
    pathOf(kind, namespace, name),
    { ...options, method: 'PATCH', body, contentType: 'application/merge-patch+json' },
    { fieldValidation: 'Strict' },
  );
}

/** Deletes an object, with what belongs to it. */
export function remove(kind: Kind, namespace: string | undefined, name: string, options: ChangeOptions = {}): Promise<unknown> {
  return change(pathOf(kind, namespace, name), { ...options, method: 'DELETE' });
}
