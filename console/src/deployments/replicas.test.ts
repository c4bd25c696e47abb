import { describe, expect, it } from 'vitest';
import type { Pod, Served } from '../api/kinds';
import { isAbout, stateOf } from './replicas';

const pod = (status: Pod['status']): Served<Pod> => ({ metadata: { name: 'x' }, status }) as Served<Pod>;
const container = { name: 'kserve-container', image: '', imageID: '', ready: false, restartCount: 3 };

describe('stateOf', () => {
  it('says what a container waits for, before anything else', () =>
    expect(
      stateOf(
        pod({
          phase: 'Running',
          containerStatuses: [{ ...container, state: { waiting: { reason: 'CrashLoopBackOff', message: 'exited with 1' } } }],
        }),
      ),
    ).toEqual({ tone: 'bad', word: 'CrashLoopBackOff', message: 'exited with 1' }));

  it('says why there is no room', () =>
    expect(
      stateOf(pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message: 'insufficient memory' }] })),
    ).toMatchObject({ word: 'Waits for room', message: 'insufficient memory' }));

  it('is good only when it answers', () =>
    expect(stateOf(pod({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] })).tone).toBe('good'));
});

describe('isAbout', () => {
  it('takes the replicas along, and not those of another', () => {
    expect(isAbout('atlas')({ kind: 'Pod', name: 'atlas-predictor-x-y' })).toBe(true);
    expect(isAbout('atlas')({ kind: 'Pod', name: 'atlas-chat-predictor-x-y' })).toBe(false);
  });
});
