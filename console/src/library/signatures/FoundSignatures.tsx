import { Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { StatusBadge } from '../../parts/StatusBadge';
import type { Version } from '../names';

type Signature = NonNullable<NonNullable<Version['status']>['signatures']>[0];

/** Signatures as they were found, and why those do not count that do not. */
export function FoundSignatures({ signatures }: { signatures: Signature[] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label="Signatures">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Counts</Table.Th>
            <Table.Th>Format</Table.Th>
            <Table.Th>Signer</Table.Th>
            <Table.Th>Trusted by</Table.Th>
            <Table.Th>Found in</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {signatures.map((signature, i) => (
            <Table.Tr key={i}>
              <Table.Td style={{ verticalAlign: 'top' }}>
                <StatusBadge tone={signature.verified ? 'good' : 'off'}>{signature.verified ? 'Yes' : 'No'}</StatusBadge>
              </Table.Td>
              <Table.Td style={{ verticalAlign: 'top' }}>{signature.type}</Table.Td>
              <Table.Td style={{ verticalAlign: 'top' }}>
                {signature.signer ?? 'Unknown'}
                {signature.issuer && (
                  <Text size="xs" c="var(--muted)">
                    {signature.issuer}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ verticalAlign: 'top' }}>
                {signature.policy ? (
                  <Link
                    to="/library/policies/$kind/$name"
                    params={{ kind: 'signaturepolicies', name: signature.policy }}
                    style={{ textDecoration: 'underline' }}
                  >
                    {signature.policy}
                  </Link>
                ) : (
                  '–'
                )}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {signature.source}
                {signature.message && (
                  <Text size="xs" c="var(--muted)">
                    {signature.message}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
