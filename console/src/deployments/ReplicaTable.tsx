import { Table, Text } from '@mantine/core';
import type { Pod, Served } from '../api/kinds';
import { Age } from '../parts/Age';
import { StatusBadge } from '../parts/StatusBadge';
import { restartsOf, stateOf } from './replicas';

/** Replicas: how each of them is, where it runs, and what it has. */
export function ReplicaTable({ pods, empty = 'Nothing runs at the moment.' }: { pods: Served<Pod>[]; empty?: string }) {
  if (pods.length === 0)
    return (
      <Text size="sm" c="var(--muted)">
        {empty}
      </Text>
    );
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label="Replicas">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Replica</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Machine</Table.Th>
            <Table.Th>Has</Table.Th>
            <Table.Th ta="end">Restarts</Table.Th>
            <Table.Th>Since</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pods.map((pod) => (
            <ReplicaRow key={pod.metadata.uid} pod={pod} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ReplicaRow({ pod }: { pod: Served<Pod> }) {
  const { tone, word, message } = stateOf(pod);
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{pod.metadata.name}</Table.Td>
      <Table.Td>
        <StatusBadge tone={tone}>{word}</StatusBadge>
        {message && (
          <Text size="xs" c="var(--muted)" maw={360}>
            {message}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{pod.spec?.nodeName ?? '–'}</Table.Td>
      <Table.Td>{requestsOf(pod)}</Table.Td>
      <Table.Td ta="end">{restartsOf(pod)}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Age time={pod.status?.startTime ?? pod.metadata.creationTimestamp} />
      </Table.Td>
    </Table.Tr>
  );
}

function requestsOf({ spec }: Served<Pod>): string {
  const { requests, limits } = spec?.containers?.[0]?.resources ?? {};
  const gpus = requests?.['nvidia.com/gpu'] ?? limits?.['nvidia.com/gpu'];
  const parts = [requests?.cpu && `${requests.cpu} CPU`, requests?.memory, gpus && `${gpus} GPU`].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'nothing reserved';
}
