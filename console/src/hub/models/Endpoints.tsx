import { Table } from '@mantine/core';
import type { Endpoint, Served } from '../../api/kinds';
import { CopyIcon } from '../../parts/CodeBlock';
import { Panel } from '../../parts/Panel';
import { StatusBadge } from '../../parts/StatusBadge';
import type { HubModel } from './useHubModels';

/** Addresses of their own, behind which one or several of the models answer. */
export function Endpoints({ models }: { models: HubModel[] }) {
  const endpoints = new Map<string, { endpoint: Served<Endpoint>; behind: string[] }>();
  for (const model of models) {
    for (const endpoint of model.endpoints) {
      const id = `${endpoint.metadata.namespace}/${endpoint.metadata.name}`;
      const known = endpoints.get(id) ?? { endpoint, behind: [] };
      known.behind.push(model.id);
      endpoints.set(id, known);
    }
  }
  if (endpoints.size === 0) return null;
  return (
    <Panel title="Endpoints" description="An endpoint keeps its address while the models behind it change.">
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label="Endpoints">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Endpoint</Table.Th>
              <Table.Th>Status</Table.Th>
              <Table.Th>Models behind it</Table.Th>
              <Table.Th>Base address</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...endpoints].map(([id, { endpoint, behind }]) => (
              <Table.Tr key={id}>
                <Table.Td>{endpoint.metadata.name}</Table.Td>
                <Table.Td>
                  <EndpointStatus endpoint={endpoint} />
                </Table.Td>
                <Table.Td>{behind.join(', ')}</Table.Td>
                <Table.Td>
                  {endpoint.status?.url && (
                    <>
                      {endpoint.status.url}/v1{' '}
                      <CopyIcon value={`${endpoint.status.url}/v1`} label={`Copy address of ${endpoint.metadata.name}`} />
                    </>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}

function EndpointStatus({ endpoint }: { endpoint: Endpoint }) {
  const ready = endpoint.status?.conditions?.find((c) => c.type === 'Ready');
  return ready?.status === 'True' ? (
    <StatusBadge tone="good">Ready</StatusBadge>
  ) : (
    <StatusBadge tone="waiting" reason={ready?.message ?? ready?.reason}>
      Not ready
    </StatusBadge>
  );
}
