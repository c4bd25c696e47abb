import { describe, expect, it } from 'vitest';
import type { ModelDeployment } from '../api/kinds';
import { ofDeployment } from '../deployments/inService';
import type { Version } from '../library/names';
import { needsOf } from './needs';

type Phase = NonNullable<ModelDeployment['status']>['phase'];
const deployment = (name: string, phase: Phase) =>
  ofDeployment({ metadata: { name, namespace: 'acme' }, status: { phase, message: 'why' } });
const version = (phase: NonNullable<Version['status']>['phase']): Version => ({
  metadata: { name: 'atlas-1', namespace: 'acme' },
  spec: { model: 'atlas', version: '1', source: { uri: 'x' } },
  status: { phase },
});

describe('needsOf', () => {
  it('leaves out what is as it should be, or on its way', () =>
    expect(
      needsOf([deployment('a', 'Running'), deployment('b', 'Loading'), deployment('c', 'Stopped')], [version('Approved')], []),
    ).toEqual([]));
  it('has first what will not mend itself', () =>
    expect(
      needsOf([deployment('a', 'Pending'), deployment('z', 'Failed')], [version('PendingApproval')], []).map((n) => n.name),
    ).toEqual(['z', 'a', 'acme/atlas:1']));
});
