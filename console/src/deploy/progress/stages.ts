import type { ModelDeployment, Pod, Served } from '../../api/kinds';
import type { Tone } from '../../parts/StatusBadge';

export interface Stage {
  label: string;
  tone: Tone;
  /** The state in a word, for those who do not see colours. */
  state: 'done' | 'under way' | 'to come' | 'stands still';
  message?: string;
}

type Phase = NonNullable<NonNullable<ModelDeployment['status']>['phase']>;

const answering: Phase[] = ['Running', 'Updating', 'Degraded'];

/** Whether it answers calls. */
export const answers = ({ status }: ModelDeployment): boolean => status?.phase !== undefined && answering.includes(status.phase);

/** The way of a deployment from the first to the last step, and how far it is. */
export function stagesOf(deployment: Served<ModelDeployment>, pods: Served<Pod>[]): Stage[] {
  const { spec, status } = deployment;
  const labels =
    spec?.engine?.type === 'external'
      ? ['Accepted', 'The service elsewhere is asked', 'Answers']
      : ['Accepted', 'Placed on a machine', 'Model fetched', 'Engine loads the model', 'Answers'];
  const reached = answers(deployment) ? labels.length : Math.min(labels.length - 1, reachedBy(status?.phase, pods));
  const failed = status?.phase === 'Failed';
  const stopped = status?.phase === 'Stopped';
  return labels.map((label, i) => {
    if (i < reached) return { label, tone: 'good', state: 'done' };
    if (i > reached) return { label, tone: 'off', state: 'to come' };
    return failed || stopped
      ? { label, tone: failed ? 'bad' : 'off', state: 'stands still', message: status?.message }
      : { label, tone: 'busy', state: 'under way', message: status?.message };
  });
}

function reachedBy(phase: Phase | undefined, pods: Served<Pod>[]): number {
  const placed = pods.some((p) => p.spec?.nodeName);
  const fetched = pods.some((p) => p.status?.conditions?.some((c) => c.type === 'Initialized' && c.status === 'True'));
  if (phase === 'Loading' || fetched) return 3;
  return phase === 'Pulling' || placed ? 2 : 1;
}
