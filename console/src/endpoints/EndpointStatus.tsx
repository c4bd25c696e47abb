import type { Endpoint, Served } from '../api/kinds';
import { StatusBadge } from '../parts/StatusBadge';

export const readyOf = ({ status }: Served<Endpoint>) => status?.conditions?.find((c) => c.type === 'Ready');

/** Whether calls to it are answered; why not, on demand. */
export function EndpointStatus({ endpoint }: { endpoint: Served<Endpoint> }) {
  const ready = readyOf(endpoint);
  if (ready?.status === 'True') return <StatusBadge tone="good">Ready</StatusBadge>;
  return (
    <StatusBadge tone="waiting" reason={ready?.message ?? ready?.reason}>
      {ready ? 'Not ready' : 'New'}
    </StatusBadge>
  );
}
