import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/errors';
import { errorsBeside } from './draft';
import { fieldErrors } from './verdict';

const refusal = (causes: { field: string; message: string; reason: string }[]) =>
  new ApiError(422, 'invalid', { reason: 'Invalid', details: { causes } });

describe('fieldErrors', () => {
  it('says what is wrong, without what stands in the field anyway', () => {
    const error = refusal([
      {
        field: 'spec.resources.gpus',
        message: 'Invalid value: -1: spec.resources.gpus in body should be greater than or equal to 0',
        reason: 'FieldValueInvalid',
      },
      {
        field: 'spec.engine.image',
        message: 'Forbidden: builtin-llama decides this itself: remove it',
        reason: 'FieldValueForbidden',
      },
      { field: 'spec.scaling.metric', message: 'Required value', reason: 'FieldValueRequired' },
    ]);
    expect(fieldErrors(error)).toEqual([
      { field: 'spec.resources.gpus', message: 'Should be greater than or equal to 0', missing: false },
      { field: 'spec.engine.image', message: 'Builtin-llama decides this itself: remove it', missing: false },
      { field: 'spec.scaling.metric', message: 'Something has to be said here.', missing: true },
    ]);
  });

  it('takes a name that is taken for an error of the name', () =>
    expect(fieldErrors(new ApiError(409, 'x already exists', { reason: 'AlreadyExists' }))[0]?.field).toBe('metadata.name'));
});

it('tells an endpoint whose name is taken from the deployment', () =>
  expect(
    fieldErrors(new ApiError(409, 'x already exists', { reason: 'AlreadyExists', details: { kind: 'endpoints' } }))[0]?.field,
  ).toBe('spec.endpoint'));

describe('errorsBeside', () => {
  const errors = [{ field: 'spec.sharing.organizations[1]', message: 'No.', missing: false }];
  it('waits until somebody was there', () => {
    expect(errorsBeside(errors, new Set(), false)('spec.sharing.organizations')).toBeUndefined();
    expect(errorsBeside(errors, new Set(['spec.sharing.organizations']), false)('spec.sharing.organizations')).toBe('No.');
    expect(errorsBeside(errors, new Set(), true)('spec.sharing.organizations')).toBe('No.');
  });
});
