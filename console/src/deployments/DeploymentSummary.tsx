import { Anchor, Group, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ModelDeployment, Served } from '../api/kinds';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { versionOf } from '../deploy/prefill';
import { hrefOf } from '../library/names';
import { Age } from '../parts/Age';
import { CopyIcon } from '../parts/CodeBlock';
import { Conditions } from '../parts/Conditions';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';
import { Attention } from './Attention';
import { DeploymentTerms } from './DeploymentTerms';
import { modelOf } from './phase';

export function DeploymentSummary({ deployment }: { deployment: Served<ModelDeployment> }) {
  const { metadata, spec, status } = deployment;
  const { resources, scaling, engine } = spec ?? {};
  return (
    <Stack gap="lg">
      <Attention deployment={deployment} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Panel title="What runs">
          <KeyValues
            items={[
              ['Model', <ModelLink key="model" deployment={deployment} />],
              ['Engine', [engine?.type, engine?.image ?? engine?.runtime].filter(Boolean).join(', ')],
              ['Context', engine?.contextLength && `${engine.contextLength.toLocaleString('en')} tokens`],
              [
                'Each replica gets',
                [
                  resources?.cpu && `${resources.cpu} processors`,
                  resources?.memory && `${resources.memory} of memory`,
                  resources?.gpus && `${resources.gpus} GPUs`,
                ]
                  .filter(Boolean)
                  .join(', '),
              ],
              ['Replicas', `${status?.readyReplicas ?? 0} of ${status?.replicas ?? 0} answer`],
              [
                'Follows the load',
                scaling && `${scaling.minReplicas ?? 1} to ${scaling.maxReplicas} replicas, by ${scaling.metric}`,
              ],
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
              ['Calls go on to', engine?.external?.url],
              ['Endpoint', spec?.endpoint && <EndpointLink namespace={metadata.namespace!} name={spec.endpoint} />],
            ]}
          />
        </Panel>
        <DeploymentTerms deployment={deployment} />
      </SimpleGrid>
      <Panel title="Conditions">
        <Conditions conditions={status?.conditions} />
      </Panel>
    </Stack>
  );
}

function ModelLink({ deployment }: { deployment: Served<ModelDeployment> }) {
  const { namespace } = deployment.metadata;
  const { items } = useAcrossProjects(kinds.modelVersions);
  const version = versionOf(deployment.spec?.model?.version, namespace, items);
  if (!version) return modelOf(deployment);
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to={hrefOf(version)} {...props} />}>
      {modelOf(deployment)}
    </Anchor>
  );
}

function EndpointLink({ namespace, name }: { namespace: string; name: string }) {
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to="/endpoints/$namespace/$name" params={{ namespace, name }} {...props} />}>
      {name}
    </Anchor>
  );
}
