import type { ModelDeployment } from '../api/kinds';
import { StatusBadge, type Tone } from '../parts/StatusBadge';

const tones: Record<string, Tone> = {
  Running: 'good',
  Updating: 'busy',
  Pulling: 'busy',
  Loading: 'busy',
  Pending: 'waiting',
  Degraded: 'waiting',
  Failed: 'bad',
  Stopped: 'off',
};

export const toneOf = ({ status }: ModelDeployment): Tone => tones[status?.phase ?? 'Pending'] ?? 'waiting';

/** Where a deployment stands; why, on demand. */
export function PhaseBadge({ deployment }: { deployment: ModelDeployment }) {
  const phase = deployment.status?.phase ?? 'Pending';
  return (
    <StatusBadge tone={toneOf(deployment)} reason={deployment.status?.message}>
      {phase}
    </StatusBadge>
  );
}

/** Whether somebody has to look at it. */
export const needsAttention = ({ status }: ModelDeployment): boolean =>
  ['Pending', 'Degraded', 'Failed'].includes(status?.phase ?? 'Pending');

/** The model in a word: a version of the library, or where it comes from. */
export function modelOf({ spec }: ModelDeployment): string {
  return spec?.model?.version ?? spec?.model?.uri ?? spec?.engine?.external?.model ?? spec?.engine?.image ?? '–';
}
