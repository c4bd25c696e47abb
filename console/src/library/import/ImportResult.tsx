import { Alert, List, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ModelImport } from '../../api/kinds';
import { Age } from '../../parts/Age';
import { bytes } from '../../parts/format';
import { resourceNameOf } from './archive';

/** What came in, and what happens to it next. */
export function ImportResult({ made: { status, metadata } }: { made: ModelImport }) {
  const versions = status?.versions ?? [];
  return (
    <Alert color="teal" variant="light" icon={<IconCircleCheck size={18} />} title="It is in the library" role="status">
      <Stack gap="xs">
        <List size="sm">
          {versions.map(({ version = '', digest, known }) => (
            <List.Item key={version}>
              <Link
                to="/library/$namespace/$name"
                params={{ namespace: metadata?.namespace ?? '', name: resourceNameOf(version) }}
                style={{ textDecoration: 'underline' }}
              >
                {version}
              </Link>{' '}
              {known ? 'was here already' : 'is new'}
              <Text size="xs" c="var(--muted)" style={{ overflowWrap: 'anywhere' }}>
                {digest}
              </Text>
            </List.Item>
          ))}
        </List>
        <Text size="sm" component="div">
          Exported <Age time={status?.exportedAt} />,{' '}
          {status?.signedBy ? `signed by the key ${status.signedBy}` : 'signed by nobody'}; {bytes(status?.newBytes ?? 0)} were
          new. It is scanned now, and then needs its approvals here.
        </Text>
      </Stack>
    </Alert>
  );
}
