import { StatusBadge } from '../parts/StatusBadge';
import type { Org } from './organization';

/** Whether the organization has its home project, and why not. */
export function ReadyBadge({ organization }: { organization: Org }) {
  if (organization.metadata.deletionTimestamp) return <StatusBadge tone="busy">Being deleted</StatusBadge>;
  const ready = organization.status?.conditions?.find((c) => c.type === 'Ready');
  if (ready?.status === 'True') return <StatusBadge tone="good">Ready</StatusBadge>;
  return (
    <StatusBadge tone={ready ? 'bad' : 'busy'} reason={ready?.message}>
      {ready?.reason ?? 'Being set up'}
    </StatusBadge>
  );
}
