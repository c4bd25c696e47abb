import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../parts/ErrorNotice';
import { money, number, short } from '../parts/format';
import { Panel } from '../parts/Panel';
import { keyUsageQuery } from './keyUsage';

const days = 30;

export function KeyUsage({ namespace, name }: { namespace: string; name: string }) {
  const { data, error } = useQuery(keyUsageQuery(namespace, name, days));
  return (
    <Panel title="Usage" description={`In the last ${days} days.`}>
      <ErrorNotice error={error} />
      {data?.length === 0 && (
        <Text size="sm" c="var(--muted)">
          It was not used.
        </Text>
      )}
      {data && data.length > 0 && (
        <Table.ScrollContainer minWidth={520}>
          <Table aria-label="Usage by deployment">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Deployment</Table.Th>
                <Table.Th ta="end">Requests</Table.Th>
                <Table.Th ta="end">Errors</Table.Th>
                <Table.Th ta="end">Tokens read</Table.Th>
                <Table.Th ta="end">Tokens written</Table.Th>
                <Table.Th ta="end">Cost</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((row) => (
                <Table.Tr key={`${row.deployment} ${row.currency}`}>
                  <Table.Td>{row.deployment ?? 'refused before one was found'}</Table.Td>
                  <Table.Td ta="end">{number(row.requests)}</Table.Td>
                  <Table.Td ta="end">{number(row.errors)}</Table.Td>
                  <Table.Td ta="end">{short(row.inputTokens)}</Table.Td>
                  <Table.Td ta="end">{short(row.outputTokens)}</Table.Td>
                  <Table.Td ta="end">{money(row.cost, row.currency)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
