import { useParams } from '@tanstack/react-router';
import { lazy } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResource } from '../api/useResources';
import { ErrorNotice } from '../parts/ErrorNotice';
import { EventList } from '../parts/EventList';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { type UrlTab, UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { DeploymentActions } from './actions/DeploymentActions';
import { DeploymentLogs } from './DeploymentLogs';
import { DeploymentSummary } from './DeploymentSummary';
import { PhaseBadge } from './phase';
import { ReplicaTable } from './ReplicaTable';
import { isAbout, useReplicas } from './replicas';

const DeploymentMetrics = lazy(() => import('../usage/DeploymentMetrics'));

export function DeploymentPage() {
  const { namespace, name } = useParams({ from: '/deployments/$namespace/$name' });
  const { item, pending, error, refetch } = useResource(kinds.modelDeployments, namespace, name);
  const { items: pods } = useReplicas(namespace, name);
  const mayEdit = useAccess({ verb: 'update', kind: kinds.modelDeployments, namespace, name });
  const mayReadLogs = useAccess({ verb: 'get', kind: kinds.pods, subresource: 'log', namespace });
  const mayReadUsage = useAccess({ verb: 'create', kind: kinds.usageSeries, namespace });
  if (pending) return <Loading />;
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  const runsHere = item.spec?.engine?.type !== 'external';
  const replicas: UrlTab[] = [
    {
      value: 'replicas',
      label: 'Replicas',
      content: () => (
        <Panel title="Replicas" description="Copies of the model that share the calls.">
          <ReplicaTable pods={pods} />
        </Panel>
      ),
    },
    ...(mayReadLogs ? [{ value: 'logs', label: 'Logs', content: () => <DeploymentLogs pods={pods} /> }] : []),
  ];
  return (
    <Page
      title={name}
      description={item.spec?.description ? `${item.spec.description} In ${namespace}.` : `In ${namespace}.`}
      parent={{ to: '/deployments', label: 'Deployments' }}
      badge={<PhaseBadge deployment={item} />}
      actions={<DeploymentActions deployment={item} />}
    >
      <UrlTabs
        label={`Parts of ${name}`}
        tabs={[
          { value: 'summary', label: 'Summary', content: () => <DeploymentSummary deployment={item} /> },
          ...(runsHere ? replicas : []),
          ...(mayReadUsage
            ? [{ value: 'metrics', label: 'Metrics', content: () => <DeploymentMetrics namespace={namespace} name={name} /> }]
            : []),
          {
            value: 'events',
            label: 'Events',
            content: () => (
              <Panel title="Events">
                <EventList namespace={namespace} about={isAbout(name)} />
              </Panel>
            ),
          },
          {
            value: 'yaml',
            label: 'YAML',
            content: () => <YamlPanel kind={kinds.modelDeployments} object={item} editable={mayEdit} />,
          },
        ]}
      />
    </Page>
  );
}
