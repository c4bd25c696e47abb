import { Table, Text } from '@mantine/core';
import { type Event, kinds, type Served } from '../api/kinds';
import { useResources } from '../api/useResources';
import { Age } from './Age';
import { ErrorNotice } from './ErrorNotice';
import { Loading } from './Loading';
import { StatusBadge } from './StatusBadge';

/** What happened to some objects of a project, the newest first. */
export function EventList({
  namespace,
  about,
  most = 200,
}: {
  namespace: string;
  about: (object: { kind?: string; name?: string }) => boolean;
  most?: number;
}) {
  const { items, pending, error, refetch } = useResources(kinds.events, { namespace });
  if (pending) return <Loading />;
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  const shown = items
    .filter((e) => about(e.involvedObject))
    .sort((a, b) => timeOf(b).localeCompare(timeOf(a)))
    .slice(0, most);
  if (shown.length === 0)
    return (
      <Text size="sm" c="var(--muted)">
        Nothing happened lately. Events are kept for a while only.
      </Text>
    );
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label="Events">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>When</Table.Th>
            <Table.Th w={190}>What</Table.Th>
            <Table.Th>In words</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((event) => (
            <Table.Tr key={event.metadata.uid}>
              <Table.Td>
                <Age time={timeOf(event)} />
              </Table.Td>
              <Table.Td>
                <StatusBadge tone={event.type === 'Warning' ? 'waiting' : 'off'}>{event.reason ?? event.type ?? ''}</StatusBadge>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {event.message}
                {(event.count ?? 1) > 1 && (
                  <Text span size="xs" c="var(--muted)">
                    {' '}
                    ({event.count} times)
                  </Text>
                )}
                <Text size="xs" c="var(--muted)">
                  {event.involvedObject.kind} {event.involvedObject.name}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const timeOf = ({ lastTimestamp, eventTime, metadata }: Served<Event>): string =>
  lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '';
