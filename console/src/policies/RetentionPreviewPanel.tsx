import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { kinds, type RetentionPolicy, type RetentionPreview } from '../api/kinds';
import { create } from '../api/resources';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { bytes } from '../parts/format';
import { StatusBadge } from '../parts/StatusBadge';

type Decision = NonNullable<NonNullable<RetentionPreview['status']>['versions']>[0];

const columns: Column<Decision>[] = [
  { label: 'Version', width: 'minmax(9rem, 1fr)', render: (d) => d.version, value: (d) => d.version },
  {
    label: 'Now',
    width: '7rem',
    render: (d) => <StatusBadge tone={d.letGo ? 'waiting' : 'good'}>{d.letGo ? 'Would go' : 'Stays'}</StatusBadge>,
    value: (d) => (d.letGo ? 0 : 1),
  },
  { label: 'Size', width: '6rem', align: 'end', render: (d) => bytes(d.size), value: (d) => d.size ?? 0 },
  { label: 'Why', width: 'minmax(12rem, 3fr)', render: (d) => d.reason, value: (d) => d.reason },
];

/** Which versions a policy would let go of now, and why each other one stays. It need not exist yet. */
export function RetentionPreviewPanel({ namespace, spec }: { namespace: string; spec: NonNullable<RetentionPolicy['spec']> }) {
  const [asked] = useDebouncedValue(JSON.stringify(spec), 400);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['retention preview', namespace, asked],
    queryFn: ({ signal }) =>
      create(kinds.retentionPreviews, { metadata: { namespace }, spec: JSON.parse(asked) as typeof spec }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <>
      <ErrorNotice error={error} title="Not asked like this" onRetry={() => void refetch()} />
      {(data || !error) && (
        <DataTable
          label="Versions"
          rows={data?.status?.versions ?? []}
          columns={columns}
          rowKey={(d) => d.version ?? ''}
          pending={isPending}
          sort="Now"
          empty={<EmptyState title="The project has no versions">There is nothing to let go of.</EmptyState>}
        />
      )}
    </>
  );
}
