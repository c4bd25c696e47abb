import { ApiError } from '../api/errors';

/** What the server found wrong with a field or with what is in it, by the field's path: `spec.user`. */
export function fieldErrors(error: unknown): (path: string) => string | undefined {
  const fields = error instanceof ApiError ? error.fields : [];
  return (path) =>
    fields.find(({ field }) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`))?.message;
}
