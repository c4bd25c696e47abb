import { Table, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { fingerprintOf, identitiesText, type Trusted } from './trust';

const times: Record<string, string> = { Now: 'now', Signing: 'when it was signed', Issued: 'when it was issued' };

/** Keys, authorities or logs by their fingerprints, to be compared with what their owners say. */
export function TrustTable({
  label,
  entries,
  actions,
}: {
  label: string;
  entries: Trusted[];
  actions: (entry: Trusted) => ReactNode;
}) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={180}>Name</Table.Th>
            <Table.Th>SHA-256</Table.Th>
            <Table.Th w={150}>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.name}>
              <Table.Td style={{ verticalAlign: 'top' }}>{entry.name}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Fingerprint pem={'publicKey' in entry ? entry.publicKey : 'certificates' in entry ? entry.certificates : ''} />
                {'identities' in entry && (
                  <Text size="xs" c="var(--muted)" style={{ whiteSpace: 'pre-line' }}>
                    {`For certificates valid ${times[entry.validAt ?? 'Now']}, of\n${identitiesText(entry.identities)}`}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ verticalAlign: 'top' }}>{actions(entry)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Fingerprint({ pem }: { pem: string }) {
  const { data } = useQuery({
    queryKey: ['fingerprint', pem],
    queryFn: async () => (await fingerprintOf(pem)) ?? '',
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <code>{data || '–'}</code>;
}
