import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/errors';
import { missingRight } from './missingRight';

const refused = (message: string, name?: string) => new ApiError(403, message, { details: { name } });

describe('missingRight', () => {
  it('names the thing and whom to ask in its project', () => {
    const right = missingRight(
      refused(
        'modelversions.modelyard.dev "atlas" is forbidden: User "ada" cannot list resource "modelversions" in API group "modelyard.dev" in the namespace "lab"',
        'atlas',
      ),
    );
    expect(right?.what).toBe('You may not see the model version atlas in the project lab.');
    expect(right?.whom).toContain('Whoever manages lab');
  });
  it('names the platform administrator for what is of the installation', () =>
    expect(
      missingRight(refused('nodes is forbidden: User "ada" cannot list resource "nodes" in API group "" at the cluster scope'))
        ?.whom,
    ).toContain('platform administrator'));
  it('leaves refusals by a policy as they are', () =>
    expect(missingRight(refused('acme/atlas:1.2 is not approved yet.'))).toBeUndefined());
});
