import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ModelDeployment, Served } from '../api/kinds';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { versionOf } from '../deploy/prefill';
import { hrefOf } from '../library/names';
import { Attention } from './Attention';
import { DeploymentTerms } from './DeploymentTerms';
import { modelOf } from './phase';
import { RunningSummary } from './RunningSummary';

export function DeploymentSummary({ deployment }: { deployment: Served<ModelDeployment> }) {
  const { metadata, spec, status } = deployment;
  const { resources, scaling, engine } = spec ?? {};
  return (
    <RunningSummary
      running={deployment}
      notice={<Attention deployment={deployment} />}
      model={[
        ['Model', <ModelLink key="model" deployment={deployment} />],
        ['Engine', [engine?.type, engine?.image ?? engine?.runtime].filter(Boolean).join(', ')],
        ['Context', engine?.contextLength && `${engine.contextLength.toLocaleString('en')} tokens`],
      ]}
      resources={resources ?? {}}
      replicas={{ ready: status?.readyReplicas ?? 0, all: status?.replicas ?? 0 }}
      scaling={scaling && `${scaling.minReplicas ?? 1} to ${scaling.maxReplicas} replicas, by ${scaling.metric}`}
      calls={[
        ['Calls go on to', engine?.external?.url],
        ['Endpoint', spec?.endpoint && <EndpointLink namespace={metadata.namespace!} name={spec.endpoint} />],
      ]}
    >
      <DeploymentTerms deployment={deployment} />
    </RunningSummary>
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
