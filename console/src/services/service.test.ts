import { describe, expect, it } from 'vitest';
import type { InferenceService, Served } from '../api/kinds';
import { isWrittenByHand, statusOf } from './service';

type Status = NonNullable<InferenceService['status']>;

const service = (ready: string | undefined, model?: Partial<Status['modelStatus']>): Served<InferenceService> => ({
  metadata: { name: 'atlas', namespace: 'demo' },
  status: {
    conditions: ready ? [{ type: 'Ready', status: ready, message: 'why' }] : [],
    modelStatus: model && { transitionStatus: 'UpToDate', ...model },
  },
});

describe('statusOf', () => {
  it('runs when it is ready', () => expect(statusOf(service('True', {})).phase).toBe('Running'));
  it('answers while a change is rolled out', () =>
    expect(statusOf(service('True', { transitionStatus: 'InProgress' })).phase).toBe('Updating'));
  it('is degraded when the version before answers, and says what failed', () =>
    expect(
      statusOf(service('True', { transitionStatus: 'BlockedByFailedLoad', lastFailureInfo: { message: 'no such file' } })),
    ).toEqual({ phase: 'Degraded', message: 'no such file' }));
  it('has failed when nothing answers and nothing will', () =>
    expect(statusOf(service('False', { transitionStatus: 'InvalidSpec' }))).toEqual({ phase: 'Failed', message: 'why' }));
  it('waits until somebody has looked at it', () => expect(statusOf(service(undefined)).phase).toBe('Pending'));
  it('is stopped when somebody stopped it', () => {
    const stopped = service('False', {});
    stopped.metadata.annotations = { 'serving.kserve.io/stop': 'true' };
    expect(statusOf(stopped)).toEqual({ phase: 'Stopped' });
  });
});

describe('isWrittenByHand', () => {
  it('is not what a deployment became', () => {
    const made = service('True');
    made.metadata.ownerReferences = [
      { apiVersion: 'modelyard.dev/v1alpha1', kind: 'ModelDeployment', name: 'atlas', uid: '1', controller: true },
    ];
    expect(isWrittenByHand(made)).toBe(false);
    expect(isWrittenByHand(service('True'))).toBe(true);
  });
});
