import { kinds, type Pod, type Served } from '../api/kinds';
import { useResources } from '../api/useResources';
import type { Tone } from '../parts/StatusBadge';

const serviceLabel = 'serving.kserve.io/inferenceservice';

/** The replicas of a deployment: the pods of the service it becomes. */
export function useReplicas(namespace: string, name: string) {
  return useResources(kinds.pods, { namespace, labelSelector: `${serviceLabel}=${name}` });
}

/** The deployment that a pod is a replica of. */
export const deploymentOf = ({ metadata }: Served<Pod>): string | undefined => metadata.labels?.[serviceLabel];

export interface ReplicaState {
  tone: Tone;
  word: string;
  /** Why. */
  message?: string;
}

/** Where a replica stands, in a word. */
export function stateOf({ metadata, status }: Served<Pod>): ReplicaState {
  if (metadata.deletionTimestamp) return { tone: 'off', word: 'Ending' };
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const waiting = containers.map((c) => c.state?.waiting).find((w) => w?.reason && w.reason !== 'PodInitializing');
  if (waiting?.reason) {
    const stuck = /BackOff|Err|Invalid|Fail/.test(waiting.reason);
    return { tone: stuck ? 'bad' : 'busy', word: waiting.reason, message: waiting.message };
  }
  if (status?.phase === 'Failed') return { tone: 'bad', word: 'Failed', message: status.message };
  const ready = status?.conditions?.find((c) => c.type === 'Ready');
  if (ready?.status === 'True') return { tone: 'good', word: 'Answers' };
  const scheduled = status?.conditions?.find((c) => c.type === 'PodScheduled');
  if (scheduled?.status === 'False') return { tone: 'waiting', word: 'Waits for room', message: scheduled.message };
  const fetching = status?.initContainerStatuses?.some((c) => c.state?.running);
  return { tone: 'busy', word: fetching ? 'Fetches the model' : 'Starts', message: ready?.message ?? status?.message };
}

export const restartsOf = ({ status }: Served<Pod>): number =>
  (status?.containerStatuses ?? []).reduce((sum, c) => sum + (c.restartCount ?? 0), 0);

/** Whether an event is about a deployment or what it became. */
export const isAbout =
  (name: string) =>
  (object: { kind?: string; name?: string }): boolean =>
    object.name === name || (object.kind === 'Pod' && (object.name?.startsWith(`${name}-predictor-`) ?? false));
