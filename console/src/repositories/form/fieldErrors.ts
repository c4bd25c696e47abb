import { ApiError } from '../../api/errors';

/** What the server says is wrong with a field, from whichever answer came last. */
export type FieldError = (path: string) => string | undefined;

export function fieldErrors(...errors: unknown[]): FieldError {
  const fields = errors.flatMap((error) => (error instanceof ApiError ? error.fields : []));
  return (path) =>
    fields.find((f) => f.field === path || f.field.startsWith(`${path}[`) || f.field.startsWith(`${path}.`))?.message;
}
