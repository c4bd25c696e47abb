import { Table, Text, Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { columns, furtherVerbs, may, pathsOf, type Rights, type Rule, rightsOf } from './words';

/** What rules allow: kinds down, what may be done with them across. */
export function RightsTable({ rules, label }: { rules?: Rule[]; label: string }) {
  const rights = rightsOf(rules);
  const paths = pathsOf(rules);
  if (rights.length === 0 && paths.length === 0)
    return (
      <Text size="sm" c="var(--muted)">
        Nothing.
      </Text>
    );
  return (
    <>
      <Table.ScrollContainer minWidth={540}>
        <Table aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Of what</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column} ta="center">
                  {column}
                </Table.Th>
              ))}
              <Table.Th>Besides</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rights.map((right) => (
              <Row key={JSON.stringify([right.group, right.resource, right.names])} right={right} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {paths.length > 0 && (
        <Text size="xs" c="var(--muted)" mt="sm">
          And what is not a resource: {paths.includes('*') ? 'every path' : paths.join(', ')}
        </Text>
      )}
    </>
  );
}

function Row({ right }: { right: Rights }) {
  const { group, resource, names } = right;
  return (
    <Table.Tr>
      <Table.Td>
        {resource === '*' ? 'everything' : resource}
        {names.length > 0 && `, only ${names.join(', ')}`}
        <Text span size="xs" c="var(--muted)" ml={6}>
          {group === '*' ? (resource === '*' ? '' : 'of any group') : group}
        </Text>
      </Table.Td>
      {columns.map((column) => (
        <Table.Td key={column} ta="center">
          <Mark held={may(right, column)} />
        </Table.Td>
      ))}
      <Table.Td>{furtherVerbs(right).join(', ')}</Table.Td>
    </Table.Tr>
  );
}

function Mark({ held }: { held: 'all' | 'some' | 'none' }) {
  if (held === 'none') return null;
  if (held === 'all') return <IconCheck size={16} role="img" aria-label="yes" />;
  return (
    <Tooltip label="Some of the verbs only; the YAML says which.">
      <Text span size="xs">
        in part
      </Text>
    </Tooltip>
  );
}
