import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InService } from '../deployments/inService';
import { PhaseBadge } from '../deployments/phase';

const most = 8;

/** What answers calls now. */
export function RunningList({ deployments }: { deployments: InService[] }) {
  if (deployments.length === 0)
    return (
      <Text size="sm" c="var(--muted)">
        Nothing answers calls at the moment.
      </Text>
    );
  return (
    <>
      <Table aria-label="Deployments that answer" layout="fixed">
        <Table.Tbody>
          {deployments.slice(0, most).map((deployment) => {
            const { id, name, namespace, model, to, ready, replicas } = deployment;
            return (
              <Table.Tr key={id}>
                <Table.Td pl={0}>
                  <Anchor size="sm" fw={500} c="var(--text)" renderRoot={(props) => <Link to={to} {...props} />}>
                    {name}
                  </Anchor>
                  <Text size="xs" c="var(--muted)" truncate>
                    {namespace} · {model}
                  </Text>
                </Table.Td>
                <Table.Td w={120}>
                  <PhaseBadge deployment={deployment} />
                </Table.Td>
                <Table.Td w={60} pr={0} ta="end" style={{ fontVariantNumeric: 'tabular-nums' }}>
                  {ready}/{replicas}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {deployments.length > most && (
        <Anchor size="sm" renderRoot={(props) => <Link to="/deployments" {...props} />}>
          All {deployments.length}
        </Anchor>
      )}
    </>
  );
}
