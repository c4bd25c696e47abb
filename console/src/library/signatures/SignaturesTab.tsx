import { Button, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccess } from '../../api/access';
import { kinds } from '../../api/kinds';
import { patch } from '../../api/resources';
import { Age } from '../../parts/Age';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { KeyValues } from '../../parts/KeyValues';
import { Panel } from '../../parts/Panel';
import { signaturesWanted, type Version } from '../names';
import { AddSignatureDialog } from './AddSignatureDialog';
import { FoundSignatures } from './FoundSignatures';
import { Seal } from './Seal';

/** Who vouches for a version, whether that counts, and Modelyard's own seal. */
export default function SignaturesTab({ version }: { version: Version }) {
  const { namespace, name } = version.metadata;
  const { status } = version;
  const mayAsk = useAccess({ verb: 'patch', kind: kinds.modelVersions, namespace, name });
  const mayAdd = useAccess({ verb: 'create', kind: kinds.modelSignatures, namespace });
  const [adding, setAdding] = useState(false);
  const ask = useMutation({
    mutationFn: () =>
      patch(kinds.modelVersions, namespace, name, {
        metadata: { annotations: { [signaturesWanted]: new Date().toISOString() } },
      }),
  });
  const wanted = version.metadata.annotations?.[signaturesWanted];
  const looking = !!wanted && Date.parse(wanted) > Date.parse(status?.signaturesSoughtAt ?? '1970-01-01');
  const verified = status?.conditions?.find((c) => c.type === 'Verified');
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel
          title="What the policies say"
          actions={
            mayAsk && (
              <Button size="xs" variant="default" loading={ask.isPending || looking} onClick={() => ask.mutate()}>
                Look for signatures again
              </Button>
            )
          }
        >
          <Stack gap="sm">
            <Text size="sm">
              {verified?.message || verified?.reason || 'Nothing yet: signatures are looked for once the files are here.'}
            </Text>
            <KeyValues items={[['Asked its source', <Age key="age" time={status?.signaturesSoughtAt} />]]} />
            <ErrorNotice error={ask.error} />
          </Stack>
        </Panel>
        <Seal version={version} />
      </SimpleGrid>
      <Panel
        title="Signatures that were found"
        actions={
          mayAdd &&
          status?.digest && (
            <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
              Add a signature
            </Button>
          )
        }
      >
        {status?.signatures?.length ? (
          <FoundSignatures signatures={status.signatures} />
        ) : (
          <Stack gap={4}>
            <Text size="sm">None. Where they are looked for:</Text>
            <List size="sm" c="var(--muted)">
              <List.Item>in the registry, as cosign and model signing put them there</List.Item>
              <List.Item>among the files: *.sig, *.sigstore, *.sigstore.json</List.Item>
              <List.Item>ModelSignatures that somebody adds to the project</List.Item>
            </List>
          </Stack>
        )}
      </Panel>
      {adding && <AddSignatureDialog version={version} onClose={() => setAdding(false)} />}
    </Stack>
  );
}
