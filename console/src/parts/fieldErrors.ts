import { ApiError } from '../api/errors';

/** What is wrong with a field, by its path. */
export type FieldError = (path: string) => string | undefined;

/** What the server found wrong with a field or with what is in it, by the field's path: `spec.user`. */
export function fieldErrors(error: unknown): FieldError {
  const fields = error instanceof ApiError ? error.fields : [];
  return (path) =>
    fields.find(({ field }) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`))?.message;
}
