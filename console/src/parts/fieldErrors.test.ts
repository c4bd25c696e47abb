import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/errors';
import { fieldErrors } from './fieldErrors';

const causes = [
  { field: 'spec.deployments[1]', message: 'is not a name' },
  { field: 'spec.user', message: 'has a space' },
];
const errorOf = fieldErrors(new ApiError(422, 'invalid', { details: { causes } }));

describe('fieldErrors', () => {
  it('finds what is wrong with a field', () => expect(errorOf('spec.user')).toBe('has a space'));
  it('finds what is wrong with a part of it', () => expect(errorOf('spec.deployments')).toBe('is not a name'));
  it('does not take one field for another that begins alike', () => expect(errorOf('spec.use')).toBeUndefined());
  it('knows nothing of other failures', () => expect(fieldErrors(new Error('down'))('spec.user')).toBeUndefined());
});
