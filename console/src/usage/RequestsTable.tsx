import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { kinds, type Served, type UsageRecord } from '../api/kinds';
import { fieldIs, list } from '../api/resources';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { duration, money, number } from '../parts/format';
import { RequestState } from './RequestState';

type Request = Served<UsageRecord>;

const pageSize = 200;
/** Only the newest page is asked for again by itself. */
const interval = 10_000;

const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);

const columns: Column<Request>[] = [
  {
    label: 'When',
    width: '6rem',
    render: (r) => <Age time={r.metadata.creationTimestamp} />,
    value: (r) => r.metadata.creationTimestamp,
  },
  { label: 'State', width: '7rem', render: (r) => <RequestState request={r} />, value: (r) => `${r.code} ${r.state}` },
  { label: 'Call', width: 'minmax(7rem, 1fr)', render: (r) => r.operation, value: (r) => r.operation },
  { label: 'Deployment', width: 'minmax(8rem, 1.4fr)', render: (r) => r.deployment ?? '–', value: (r) => r.deployment },
  { label: 'Key', width: 'minmax(5rem, 1fr)', render: (r) => r.key, value: (r) => r.key },
  { label: 'Read', width: '3.5rem', align: 'end', render: (r) => number(r.inputTokens), value: (r) => r.inputTokens },
  { label: 'Written', width: '4rem', align: 'end', render: (r) => number(r.outputTokens), value: (r) => r.outputTokens },
  {
    label: 'First token',
    width: '5rem',
    align: 'end',
    render: (r) => duration(seconds(r.firstTokenMs)),
    value: (r) => r.firstTokenMs,
  },
  { label: 'Took', width: '4rem', align: 'end', render: (r) => duration(seconds(r.durationMs)), value: (r) => r.durationMs },
  {
    label: 'Cost',
    width: '5.5rem',
    align: 'end',
    render: (r) => money(r.cost, r.currency),
    value: (r) => (r.currency ? Number(r.cost) : undefined),
  },
];

interface RequestsTableProps {
  project?: string;
  filters: { user?: string; key?: string; deployment?: string };
}

/** Single requests, the newest first; older ones on demand. */
export function RequestsTable({ project, filters }: RequestsTableProps) {
  const fieldSelector = Object.entries(filters)
    .flatMap(([field, value]) => (value ? [fieldIs(field, value)] : []))
    .join(',');
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['requests', project ?? '', fieldSelector],
    queryFn: ({ pageParam, signal }) =>
      list(kinds.usageRecords, { namespace: project, fieldSelector, limit: pageSize, continue: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.metadata.continue || undefined,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : interval),
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const requests = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <DataTable
        label="Requests"
        rows={requests}
        columns={columns}
        rowKey={(r) => r.metadata.uid!}
        sort="-When"
        pending={isPending}
        empty={
          <EmptyState title="No request yet">
            Every request through the gateway with a key of this project is listed here, refused ones too.
          </EmptyState>
        }
      />
      {hasNextPage && (
        <Group>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Load older ones
          </Button>
          <Text size="sm" c="var(--muted)">
            The filter looks only through those that are loaded.
          </Text>
        </Group>
      )}
    </Stack>
  );
}
