import { lazy } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { EventList } from '../parts/EventList';
import { Panel } from '../parts/Panel';
import type { UrlTab } from '../parts/UrlTabs';
import { DeploymentLogs } from './DeploymentLogs';
import { ReplicaTable } from './ReplicaTable';
import { isAbout, useReplicas } from './replicas';

const DeploymentMetrics = lazy(() => import('../usage/DeploymentMetrics'));

/** What there is to see of a model in service while it runs: replicas, logs, metrics, events, as far as one may. */
export function useRunningTabs(namespace: string, name: string, runsHere = true): UrlTab[] {
  const { items: pods } = useReplicas(namespace, name);
  const mayReadLogs = useAccess({ verb: 'get', kind: kinds.pods, subresource: 'log', namespace });
  const mayReadUsage = useAccess({ verb: 'create', kind: kinds.usageSeries, namespace });
  const tabs: (UrlTab | false)[] = [
    runsHere && {
      value: 'replicas',
      label: 'Replicas',
      content: () => (
        <Panel title="Replicas" description="Copies of the model that share the calls.">
          <ReplicaTable pods={pods} />
        </Panel>
      ),
    },
    runsHere && mayReadLogs && { value: 'logs', label: 'Logs', content: () => <DeploymentLogs pods={pods} /> },
    mayReadUsage && {
      value: 'metrics',
      label: 'Metrics',
      content: () => <DeploymentMetrics namespace={namespace} name={name} />,
    },
    {
      value: 'events',
      label: 'Events',
      content: () => (
        <Panel title="Events">
          <EventList namespace={namespace} about={isAbout(name)} />
        </Panel>
      ),
    },
  ];
  return tabs.filter((tab) => tab !== false);
}
