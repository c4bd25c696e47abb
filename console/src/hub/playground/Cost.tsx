import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAccess } from '../../api/access';
import { kinds } from '../../api/kinds';
import { list } from '../../api/resources';
import { money } from '../../parts/format';

/** How many of the newest records are looked through for one. */
const newest = 50;

/** What a request cost, as its usage record says, for those who may see single records. */
export function Cost({ project, requestId }: { project: string; requestId: string }) {
  const allowed = useAccess({ verb: 'list', kind: kinds.usageRecords, namespace: project });
  const { data } = useQuery({
    queryKey: ['usage-record', project, requestId],
    queryFn: async ({ signal }) => {
      const { items } = await list(kinds.usageRecords, { namespace: project, limit: newest }, signal);
      return items.find((r) => r.requestId === requestId) ?? null;
    },
    enabled: allowed,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) return null;
  return (
    <Tooltip label={`Request ${requestId}, ${data.state}`}>
      <span>{data.currency ? money(data.cost, data.currency) : 'No price'}</span>
    </Tooltip>
  );
}
