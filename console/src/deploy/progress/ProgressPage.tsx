import { Button, Stack } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { kinds } from '../../api/kinds';
import { useAcrossProjects } from '../../api/useAcrossProjects';
import { useResource } from '../../api/useResources';
import { PhaseBadge } from '../../deployments/phase';
import { ReplicaTable } from '../../deployments/ReplicaTable';
import { isAbout, useReplicas } from '../../deployments/replicas';
import { LogView } from '../../logs/LogView';
import { EventList } from '../../parts/EventList';
import { Loading } from '../../parts/Loading';
import { NotFound } from '../../parts/NotFound';
import { Page } from '../../parts/Page';
import { PageError } from '../../parts/PageError';
import { Panel } from '../../parts/Panel';
import { versionOf } from '../prefill';
import classes from './ProgressPage.module.css';
import { StageList } from './StageList';
import { answers, stagesOf } from './stages';
import { TestRequest } from './TestRequest';

const embeddingTasks = ['feature-extraction', 'sentence-similarity', 'text-embedding', 'embedding'];

/** From accepted to the first answer, as it happens. */
export function ProgressPage() {
  const { namespace, name } = useParams({ from: '/deployments/$namespace/$name/progress' });
  const { first } = useSearch({ from: '/deployments/$namespace/$name/progress' });
  const navigate = useNavigate({ from: '/deployments/$namespace/$name/progress' });
  const { item, pending, error, refetch } = useResource(kinds.modelDeployments, namespace, name);
  const { items: pods } = useReplicas(namespace, name);
  const versions = useAcrossProjects(kinds.modelVersions);
  if (pending || versions.pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  const task = versionOf(item.spec?.model?.version, namespace, versions.items)?.status?.metadata?.task;
  const shown = pods.find((p) => !p.metadata.deletionTimestamp && p.spec?.nodeName);
  return (
    <Page
      title={name}
      description={`From a model to an answer, in ${namespace}.`}
      parent={{ to: '/deployments', label: 'Deployments' }}
      badge={<PhaseBadge deployment={item} />}
      actions={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/deployments/$namespace/$name" params={{ namespace, name }} {...props} />}
        >
          Go to the deployment
        </Button>
      }
    >
      <div className={classes.columns}>
        <Panel title="How far it is">
          <StageList stages={stagesOf(item, pods)} />
        </Panel>
        <Stack gap="lg" miw={0}>
          <TestRequest
            project={namespace}
            model={name}
            kind={task && embeddingTasks.includes(task) ? 'embeddings' : 'chat'}
            ready={answers(item)}
            first={first === true}
            onFirst={() => void navigate({ search: (s) => ({ ...s, first: undefined }), replace: true })}
          />
          <Panel title="Replicas">
            <ReplicaTable pods={pods} empty="None yet." />
          </Panel>
          {shown && (
            <Stack gap="xs" component="section" aria-label="Log">
              <LogView namespace={namespace} pod={shown.metadata.name} compact />
            </Stack>
          )}
          <Panel title="Events">
            <EventList namespace={namespace} about={isAbout(name)} most={12} />
          </Panel>
        </Stack>
      </div>
    </Page>
  );
}
