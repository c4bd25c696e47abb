import { PhaseBadge } from '../../deployments/phase';
import { StatusBadge } from '../../parts/StatusBadge';
import { statusOf } from '../../services/service';
import type { HubModel } from './useHubModels';

/** As the operators see it; for what belongs to somebody else only that it may be called. */
export function ModelStatus({ model: { deployment, service } }: { model: HubModel }) {
  if (deployment) return <PhaseBadge deployment={deployment} />;
  if (!service)
    return (
      <StatusBadge tone="off" reason="It belongs to a project that you may call but not look into.">
        Shared
      </StatusBadge>
    );
  return <PhaseBadge deployment={{ status: statusOf(service) }} />;
}
