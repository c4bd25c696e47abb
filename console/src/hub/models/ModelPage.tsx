import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { EmptyState } from '../../parts/EmptyState';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { number } from '../../parts/format';
import { KeyValues } from '../../parts/KeyValues';
import { Loading } from '../../parts/Loading';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { HubProjectSelect, useHubProject } from '../hubProject';
import { CallPanel } from './CallPanel';
import { ModelStatus } from './ModelStatus';
import { likelyCall, taskOf } from './task';
import { callerLimits, prices } from './terms';
import { type HubModel, useHubModels } from './useHubModels';

const above = { to: '/hub/models', label: 'Models' };

/** Everything one needs to call a model. */
export function ModelPage() {
  const { namespace, name } = useParams({ from: '/hub/models/$namespace/$name' });
  const project = useHubProject();
  const { models, pending, error, refetch } = useHubModels(project);
  const model = models.find((m) => m.namespace === namespace && m.name === name);
  if (pending) return <Loading />;
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  if (!model || !project)
    return (
      <Page title={name} description={namespace} parent={above} actions={<HubProjectSelect />}>
        <EmptyState title={`${project ?? 'You'} cannot call ${namespace}/${name}`}>
          It is not there, or not shared with that project. Choose another project above, or ask whoever runs the model to share
          it.
        </EmptyState>
      </Page>
    );
  const call = likelyCall(model.deployment, model.version);
  return (
    <Page
      title={model.id}
      description={model.deployment?.spec?.description ?? `A model of ${namespace}.`}
      badge={<ModelStatus model={model} />}
      parent={above}
      actions={
        <Button
          variant="default"
          leftSection={<IconMessages size={16} />}
          renderRoot={(props) => <Link to="/hub/playground" search={{ tab: call, model: model.id }} {...props} />}
        >
          Try it
        </Button>
      }
    >
      <Stack>
        <CallPanel key={`${namespace}/${name}`} model={model} project={project} />
        <Facts model={model} />
      </Stack>
    </Page>
  );
}

function Facts({ model: { namespace, deployment, version } }: { model: HubModel }) {
  const metadata = version?.status?.metadata;
  const limits = callerLimits(deployment?.spec?.rateLimits);
  const costs = prices(deployment?.spec?.pricing);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Panel title="About">
        <KeyValues
          items={[
            ['Project', namespace],
            ['Status', deployment?.status?.message],
            ['Task', taskOf(version)],
            ['Context', contextOf(deployment?.spec?.engine?.contextLength ?? metadata?.contextLength)],
            ['Architecture', metadata?.architecture],
            ['Parameters', metadata?.parameters === undefined ? undefined : number(metadata.parameters)],
            ['Languages', metadata?.languages?.join(', ')],
            ['License', metadata?.license],
            ['Engine', deployment?.spec?.engine?.type],
            ['Seen by you', deployment ? undefined : 'Only that you may call it: it belongs to a project you cannot look into.'],
          ]}
        />
      </Panel>
      <Panel title="Price and limits">
        <KeyValues
          items={[
            ...(costs.length > 0 ? costs : ([['Price', deployment ? 'Free' : 'Not shown to you']] as [string, string][])),
            ...limits,
            ['Besides', 'The limits of your organization, your user and your key apply here as everywhere.'],
          ]}
        />
      </Panel>
    </SimpleGrid>
  );
}

const contextOf = (tokens: number | undefined): string | undefined =>
  tokens === undefined ? undefined : `${number(tokens)} tokens`;
