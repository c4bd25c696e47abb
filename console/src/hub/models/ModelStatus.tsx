import { PhaseBadge } from '../../deployments/phase';
import { StatusBadge } from '../../parts/StatusBadge';
import type { HubModel } from './useHubModels';

/** As the operators see it; for what belongs to somebody else only that it may be called. */
export function ModelStatus({ model: { deployment, service } }: { model: HubModel }) {
  if (deployment) return <PhaseBadge deployment={deployment} />;
  const ready = service?.status?.conditions?.find((c) => c.type === 'Ready');
  if (!service)
    return (
      <StatusBadge tone="off" reason="It belongs to a project that you may call but not look into.">
        Shared
      </StatusBadge>
    );
  return ready?.status === 'True' ? (
    <StatusBadge tone="good">Running</StatusBadge>
  ) : (
    <StatusBadge tone="waiting" reason={ready?.message ?? ready?.reason}>
      Pending
    </StatusBadge>
  );
}
