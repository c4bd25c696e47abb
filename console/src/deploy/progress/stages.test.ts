import { describe, expect, it } from 'vitest';
import type { ModelDeployment, Pod, Served } from '../../api/kinds';
import { stagesOf } from './stages';

type Phase = NonNullable<ModelDeployment['status']>['phase'];
const deployment = (phase: Phase, message?: string): Served<ModelDeployment> => ({
  metadata: { name: 'atlas' },
  spec: { engine: { type: 'builtin-llama' } },
  status: { phase, message },
});
const states = (phase: Phase, pods: Served<Pod>[] = []) => stagesOf(deployment(phase), pods).map((s) => s.state);

describe('stagesOf', () => {
  it('waits for a machine first', () =>
    expect(states('Pending')).toEqual(['done', 'under way', 'to come', 'to come', 'to come']));
  it('goes on as the model is fetched and loaded', () => {
    expect(states('Pulling').indexOf('under way')).toBe(2);
    expect(states('Loading').indexOf('under way')).toBe(3);
  });
  it('is through when it answers', () => expect(states('Running').every((s) => s === 'done')).toBe(true));
  it('says where it stands still, and why', () => {
    const placed = { metadata: { name: 'p' }, spec: { nodeName: 'vm', containers: [] } } as unknown as Served<Pod>;
    expect(stagesOf(deployment('Failed', 'no such file'), [placed])[2]).toMatchObject({
      state: 'stands still',
      message: 'no such file',
    });
  });
});
