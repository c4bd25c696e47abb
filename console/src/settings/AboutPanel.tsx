import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useConfig } from '../api/config';
import { isForbidden } from '../api/errors';
import { json } from '../api/http';
import { CopyIcon } from '../parts/CodeBlock';
import { ErrorNotice } from '../parts/ErrorNotice';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';

interface Encryption {
  keyFile: string;
  keys: string[];
  resources: string[];
  /** Absent: they are not encrypted. */
  modelFiles?: { files: number; encrypted: number };
}

/** What runs here, where it answers, and how it keeps secrets. */
export function AboutPanel() {
  const config = useConfig();
  const encryption = useQuery({
    queryKey: ['encryption'],
    queryFn: ({ signal }) => json<Encryption>('/k8s/encryption', { signal }),
    retry: false,
  });
  const address = (value: string | undefined) =>
    value && (
      <>
        {value} <CopyIcon value={value} label={`Copy ${value}`} />
      </>
    );
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Panel title="This installation">
        <KeyValues
          items={[
            ['Version', config?.version],
            ['Gateway', address(config?.gateway)],
            ['For callers outside', address(config?.external)],
            ['Resource API', address(config?.api)],
            ['Console', address(config?.console)],
          ]}
        />
      </Panel>
      {!isForbidden(encryption.error) && (
        <Panel title="Encryption at rest">
          <ErrorNotice error={encryption.error} />
          {encryption.data && (
            <KeyValues
              items={[
                ['Encrypted', encryption.data.resources.join(', ')],
                [
                  'Model files',
                  encryption.data.modelFiles
                    ? `${encryption.data.modelFiles.encrypted} of ${encryption.data.modelFiles.files} encrypted`
                    : 'not encrypted',
                ],
                ['Key in use', encryption.data.keys[0]],
                ['Older keys kept', String(Math.max(0, encryption.data.keys.length - 1))],
                ['Key file', encryption.data.keyFile],
              ]}
            />
          )}
        </Panel>
      )}
    </SimpleGrid>
  );
}
