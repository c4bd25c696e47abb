import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { InferenceService, Served } from '../api/kinds';
import { Age } from '../parts/Age';
import { CopyIcon } from '../parts/CodeBlock';
import { Conditions } from '../parts/Conditions';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';
import { engineOf, modelOf, readyOf, replicasOf, statusOf } from './service';

export function ServiceSummary({ service }: { service: Served<InferenceService> }) {
  const { metadata, spec, status } = service;
  const { phase, message } = statusOf(service);
  const { requests, limits } = spec?.predictor?.model?.resources ?? spec?.predictor?.containers?.[0]?.resources ?? {};
  const amount = (name: string) => limits?.[name] ?? requests?.[name];
  return (
    <Stack gap="lg">
      {phase !== 'Running' && message && (
        <Text size="sm" role="status" style={{ overflowWrap: 'anywhere' }}>
          {message}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Panel title="What runs">
          <KeyValues
            items={[
              ['Model', modelOf(service)],
              ['Runtime', engineOf(service)],
              [
                'Each replica gets',
                [
                  amount('cpu') && `${amount('cpu')} processors`,
                  amount('memory') && `${amount('memory')} of memory`,
                  amount('nvidia.com/gpu') && `${amount('nvidia.com/gpu')} GPUs`,
                ]
                  .filter(Boolean)
                  .join(', '),
              ],
              ['Replicas', `${readyOf(service)} of ${replicasOf(service)} answer`],
              ['Created', <Age key="age" time={metadata.creationTimestamp} />],
            ]}
          />
        </Panel>
        <Panel title="Where it answers">
          <KeyValues
            items={[
              ['Called as', metadata.name],
              [
                'Address',
                status?.url && (
                  <Group gap={4} wrap="nowrap">
                    {status.url} <CopyIcon value={status.url} label="Copy address" />
                  </Group>
                ),
              ],
            ]}
          />
        </Panel>
      </SimpleGrid>
      <Panel title="Conditions">
        <Conditions conditions={status?.conditions} />
      </Panel>
    </Stack>
  );
}
