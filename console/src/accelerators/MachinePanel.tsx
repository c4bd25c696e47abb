import { Anchor, Group, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Pod, Served } from '../api/kinds';
import { deploymentOf, stateOf as replicaStateOf } from '../deployments/replicas';
import { bytes, number } from '../parts/format';
import { Panel } from '../parts/Panel';
import { StatusBadge } from '../parts/StatusBadge';
import { AmountBar } from './AmountBar';
import { gpuResource, type Machine, reservedBy, stateOf } from './machine';

/** One machine. `deployments`: those there are, as `project/name`; other services have no page. */
export function MachinePanel({ machine, deployments }: { machine: Machine; deployments: ReadonlySet<string> }) {
  const { node, amounts, pods, gpu, acceleratorClass } = machine;
  const { ready, message } = stateOf(node);
  const info = node.status?.nodeInfo;
  const about = [gpu, acceleratorClass && `class ${acceleratorClass}`, info?.osImage, info?.architecture].filter(Boolean);
  return (
    <Panel
      title={node.metadata.name}
      description={about.join(' · ')}
      actions={<StatusBadge tone={ready ? 'good' : 'bad'}>{ready ? 'Ready' : 'Takes no replicas'}</StatusBadge>}
    >
      <Stack gap="lg">
        {message && <Text size="sm">{message}</Text>}
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xl">
          {amounts.map((amount) => (
            <AmountBar key={amount.resource} amount={amount} />
          ))}
        </SimpleGrid>
        <ReplicasOf pods={pods} deployments={deployments} />
        <Group gap="lg">
          {(node.status?.conditions ?? []).map(({ type, status, message }) => (
            <StatusBadge key={type} tone={(status === 'True') === (type === 'Ready') ? 'good' : 'bad'} reason={message}>
              {type === 'Ready' || status === 'True' ? type : `No ${type}`}
            </StatusBadge>
          ))}
        </Group>
      </Stack>
    </Panel>
  );
}

function ReplicasOf({ pods, deployments }: { pods: Served<Pod>[]; deployments: ReadonlySet<string> }) {
  if (pods.length === 0)
    return (
      <Text size="sm" c="var(--muted)">
        No replicas run here.
      </Text>
    );
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table aria-label="Replicas here">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Replica of</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th ta="end">Processors</Table.Th>
            <Table.Th ta="end">Memory</Table.Th>
            <Table.Th ta="end">GPUs</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pods.map((pod) => (
            <ReplicaRow key={pod.metadata.uid} pod={pod} deployments={deployments} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ReplicaRow({ pod, deployments }: { pod: Served<Pod>; deployments: ReadonlySet<string> }) {
  const name = deploymentOf(pod);
  const { namespace } = pod.metadata;
  const { tone, word } = replicaStateOf(pod);
  const memory = reservedBy(pod, 'memory');
  return (
    <Table.Tr>
      <Table.Td>
        {name && deployments.has(`${namespace}/${name}`) ? (
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/deployments/$namespace/$name" params={{ namespace: namespace!, name }} {...props} />
            )}
          >
            {namespace}/{name}
          </Anchor>
        ) : (
          `${namespace}/${name ?? pod.metadata.name}`
        )}
      </Table.Td>
      <Table.Td>
        <StatusBadge tone={tone}>{word}</StatusBadge>
      </Table.Td>
      <Table.Td ta="end">{amountText(reservedBy(pod, 'cpu'))}</Table.Td>
      <Table.Td ta="end">{memory > 0 ? bytes(memory) : '–'}</Table.Td>
      <Table.Td ta="end">{amountText(reservedBy(pod, gpuResource))}</Table.Td>
    </Table.Tr>
  );
}

const amountText = (amount: number): string => (amount > 0 ? number(amount) : '–');
