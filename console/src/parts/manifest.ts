import { stringify } from 'yaml';
import type { ApiObject } from '../api/kinds';

/** An object as a manifest: without what only the server has to know. */
export function manifestOf<T extends ApiObject>(object: T): string {
  const { managedFields: _, ...metadata } = object.metadata ?? {};
  return stringify({ ...object, metadata }, { lineWidth: 0 });
}
