import type { ModelDeployment } from '../api/kinds';
import { StatusBadge, type Tone } from '../parts/StatusBadge';

/** What says where it stands: a deployment, or what is like one. */
export interface Placed {
  status?: { phase?: string; message?: string };
}

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

export const phaseOf = ({ status }: Placed): string => status?.phase ?? 'Pending';

export const toneOf = (placed: Placed): Tone => tones[phaseOf(placed)] ?? 'waiting';

/** Where a deployment stands; why, on demand. */
export function PhaseBadge({ deployment }: { deployment: Placed }) {
  return (
    <StatusBadge tone={toneOf(deployment)} reason={deployment.status?.message}>
      {phaseOf(deployment)}
    </StatusBadge>
  );
}

/** Whether it answers calls. */
export const answers = (placed: Placed): boolean => ['Running', 'Updating', 'Degraded'].includes(phaseOf(placed));

/** Whether somebody has to look at it. */
export const needsAttention = (placed: Placed): boolean => ['Pending', 'Degraded', 'Failed'].includes(phaseOf(placed));

/** The model in a word: a version of the library, or where it comes from. */
export function modelOf({ spec }: ModelDeployment): string {
  return spec?.model?.version ?? spec?.model?.uri ?? spec?.engine?.external?.model ?? spec?.engine?.image ?? '–';
}
