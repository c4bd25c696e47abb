import { Button } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useAccess } from '../api/access';
import { kinds, type ModelDeployment, type Served } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useProject } from '../app/project';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Page } from '../parts/Page';
import { modelOf, PhaseBadge } from './phase';

type Deployment = Served<ModelDeployment>;

const columns: Column<Deployment>[] = [
  { label: 'Name', width: 'minmax(9rem, 1.5fr)', render: (d) => d.metadata.name, value: (d) => d.metadata.name },
  { label: 'Project', width: 'minmax(6rem, 1fr)', render: (d) => d.metadata.namespace, value: (d) => d.metadata.namespace },
  { label: 'Status', width: '8rem', render: (d) => <PhaseBadge deployment={d} />, value: (d) => d.status?.phase },
  { label: 'Model', width: 'minmax(10rem, 2fr)', render: modelOf, value: modelOf },
  { label: 'Engine', width: '8rem', render: (d) => d.spec?.engine?.type, value: (d) => d.spec?.engine?.type },
  {
    label: 'Replicas',
    width: '5rem',
    align: 'end',
    render: (d) => `${d.status?.readyReplicas ?? 0}/${d.status?.replicas ?? 0}`,
    value: (d) => d.status?.readyReplicas ?? 0,
  },
  {
    label: 'Created',
    width: '7rem',
    render: (d) => <Age time={d.metadata.creationTimestamp} />,
    value: (d) => d.metadata.creationTimestamp,
  },
];

export function DeploymentsPage() {
  const project = useProject();
  const { items, pending, error, refetch } = useAcrossProjects(kinds.modelDeployments, project);
  const mayCreate = useAccess({ verb: 'create', kind: kinds.modelDeployments, namespace: project });
  const deploy = mayCreate && (
    <Button leftSection={<IconRocket size={16} />} renderRoot={(props) => <Link to="/deploy" {...props} />}>
      Deploy a model
    </Button>
  );
  return (
    <Page
      title="Deployments"
      description="Models in service: what runs, how much of it, who may call it, and at what price."
      actions={deploy}
    >
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="Deployments"
          rows={items}
          columns={columns}
          rowKey={(d) => d.metadata.uid!}
          href={(d) => `/deployments/${d.metadata.namespace}/${d.metadata.name}`}
          pending={pending}
          empty={
            <EmptyState title="No deployments yet" action={deploy}>
              A deployment puts an approved model of the library into service. The guide takes you through model, engine,
              resources and access.
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}
