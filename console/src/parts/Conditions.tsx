import { Table } from '@mantine/core';
import { Age } from './Age';
import { StatusBadge, type Tone } from './StatusBadge';

export interface ConditionLike {
  type?: string;
  status?: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

/** What is true of an object and what is not, and why. */
export function Conditions({ conditions }: { conditions?: ConditionLike[] | null }) {
  if (!conditions?.length) return null;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label="Conditions">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Condition</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>Reason</Table.Th>
            <Table.Th>Since</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conditions.map(({ type, status, reason, message, lastTransitionTime }) => (
            <Table.Tr key={type}>
              <Table.Td>{type}</Table.Td>
              <Table.Td>
                <StatusBadge tone={toneOf(type, status)}>{status ?? 'Unknown'}</StatusBadge>
              </Table.Td>
              <Table.Td>{message || reason}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <Age time={lastTransitionTime} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function toneOf(type: string | undefined, status: string | undefined): Tone {
  // To be stopped, or not to be, is neither good nor bad.
  if (type === 'Stopped' || (status !== 'True' && status !== 'False')) return 'off';
  return status === 'True' ? 'good' : 'waiting';
}
