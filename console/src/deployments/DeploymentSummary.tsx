import { SimpleGrid, Stack } from '@mantine/core';
import type { ModelDeployment, Served } from '../api/kinds';
import { Age } from '../parts/Age';
import { CopyIcon } from '../parts/CodeBlock';
import { Conditions } from '../parts/Conditions';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';
import { modelOf } from './phase';

export function DeploymentSummary({ deployment }: { deployment: Served<ModelDeployment> }) {
  const { metadata, spec, status } = deployment;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel title="What runs">
          <KeyValues
            items={[
              ['Model', modelOf(deployment)],
              ['Engine', spec?.engine?.type],
              ['Replicas', `${status?.readyReplicas ?? 0} of ${status?.replicas ?? 0} answer`],
              ['Created', <Age key="age" time={metadata.creationTimestamp} />],
            ]}
          />
        </Panel>
        <Panel title="Where it answers">
          <KeyValues
            items={[
              [
                'Address',
                status?.url && (
                  <span>
                    {status.url} <CopyIcon value={status.url} label="Copy address" />
                  </span>
                ),
              ],
              ['Endpoint', spec?.endpoint],
              ['Waits for', status?.message],
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
