import type { InferenceService, Served } from '../api/kinds';

const stopped = 'serving.kserve.io/stop';

/** Whether it was written by hand, rather than made for a deployment. */
export const isWrittenByHand = ({ metadata }: Served<InferenceService>): boolean =>
  !metadata.ownerReferences?.some((o) => o.kind === 'ModelDeployment' && o.controller);

/** Where a service stands, in the words that deployments have for it, and why. */
export function statusOf({ metadata, status }: Served<InferenceService>): { phase: string; message?: string } {
  if (metadata.annotations?.[stopped] === 'true') return { phase: 'Stopped' };
  const ready = status?.conditions?.find((c) => c.type === 'Ready');
  const { transitionStatus, states, lastFailureInfo } = status?.modelStatus ?? {};
  const failed = transitionStatus === 'BlockedByFailedLoad' || transitionStatus === 'InvalidSpec';
  const message = (failed && lastFailureInfo?.message) || ready?.message || ready?.reason;
  if (ready?.status === 'True') {
    if (failed) return { phase: 'Degraded', message };
    return { phase: transitionStatus === 'InProgress' ? 'Updating' : 'Running', message };
  }
  if (failed) return { phase: 'Failed', message };
  return { phase: states?.targetModelState === 'Loading' ? 'Loading' : 'Pending', message };
}

/** What it serves, in a word: where the model comes from, or the image that has it. */
export function modelOf({ spec }: InferenceService): string {
  const { model, containers } = spec?.predictor ?? {};
  return model?.storageUri ?? model?.storage?.path ?? containers?.[0]?.image ?? '–';
}

/** What runs the model. */
export function engineOf({ spec, status }: InferenceService): string | undefined {
  return status?.servingRuntimeName ?? status?.clusterServingRuntimeName ?? spec?.predictor?.model?.modelFormat?.name;
}

/** How many replicas answer. */
export const readyOf = ({ status }: InferenceService): number => status?.modelStatus?.copies?.totalCopies ?? 0;

/** How many replicas there are to be. */
export const replicasOf = (service: InferenceService): number =>
  Math.max(service.spec?.predictor?.minReplicas ?? 1, readyOf(service));
