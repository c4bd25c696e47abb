import { Button, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { kinds } from '../../api/kinds';
import { useResource } from '../../api/useResources';
import { Age } from '../../parts/Age';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { KeyValues } from '../../parts/KeyValues';
import { Panel } from '../../parts/Panel';
import { saveFile } from '../../parts/saveFile';
import type { Version } from '../names';

/** The bytes of a field that is base64 in JSON. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/** Modelyard's own signature over what was approved: the one that has the version's name. */
export function Seal({ version }: { version: Version }) {
  const { namespace, name } = version.metadata;
  const { item, pending, error } = useResource(kinds.modelSignatures, namespace, name);
  const document = item?.spec?.document;
  return (
    <Panel
      title="Modelyard's seal"
      actions={
        document && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={15} />}
            onClick={() => saveFile(`${name}.sig`, new Blob([bytesOf(document)], { type: 'application/json' }))}
          >
            Download
          </Button>
        )
      }
    >
      <ErrorNotice error={error} />
      {item ? (
        <Stack gap="sm">
          <Text size="sm">
            Signed when it was approved, over all its files. It is checked whenever a deployment names the version and before a
            replica starts; a change of the record since then blocks the version.
          </Text>
          <KeyValues
            items={[
              ['Sealed', <Age key="age" time={item.metadata.creationTimestamp} />],
              ['Format', 'OpenSSF model signing'],
            ]}
          />
        </Stack>
      ) : (
        !pending &&
        !error && (
          <Text size="sm" c="var(--muted)">
            None yet: a version is signed when it is approved.
          </Text>
        )
      )}
    </Panel>
  );
}
