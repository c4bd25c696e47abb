import { Group } from '@mantine/core';
import { useConfig } from '../api/config';
import type { Endpoint, Served } from '../api/kinds';
import { CopyIcon } from '../parts/CodeBlock';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';

/** Where it is called, by whom, and with which certificate. */
export function EndpointAddress({ endpoint: { metadata, spec, status } }: { endpoint: Served<Endpoint> }) {
  const config = useConfig();
  const outside = spec?.visibility === 'External';
  return (
    <Panel title="Address">
      <KeyValues
        items={[
          [
            'Address',
            status?.url && (
              <Group gap={4} wrap="nowrap">
                {status.url} <CopyIcon value={status.url} label="Copy address" />
              </Group>
            ),
          ],
          ['Path', `/e/${spec?.path ?? metadata.name}`],
          ['Host', spec?.host],
          ['Open to', outside ? 'callers outside as well, with HTTPS' : 'callers of the gateway’s own address'],
          ['From outside', outside && (config?.external ?? 'this installation has no address for callers outside yet')],
          ['Certificate', spec?.tls ? `Secret ${spec.tls.secretName}` : outside && 'of the installation’s own authority'],
          ['Conversations', `stay together by the header ${spec?.sessionHeader ?? 'X-Session-Id'}`],
        ]}
      />
    </Panel>
  );
}
