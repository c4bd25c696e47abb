import { Button } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { kinds } from '../api/kinds';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Page } from '../parts/Page';
import { type InService, useInService } from './inService';
import { PhaseBadge, phaseOf } from './phase';

const columns: Column<InService>[] = [
  { label: 'Name', width: 'minmax(9rem, 1.5fr)', render: (d) => d.name, value: (d) => d.name },
  { label: 'Project', width: 'minmax(6rem, 1fr)', render: (d) => d.namespace, value: (d) => d.namespace },
  { label: 'Status', width: '8rem', render: (d) => <PhaseBadge deployment={d} />, value: phaseOf },
  { label: 'Model', width: 'minmax(10rem, 2fr)', render: (d) => d.model, value: (d) => d.model },
  { label: 'Engine', width: 'minmax(7rem, 1fr)', render: (d) => d.engine, value: (d) => d.engine },
  {
    label: 'Replicas',
    width: '5rem',
    align: 'end',
    render: (d) => `${d.ready}/${d.replicas}`,
    value: (d) => d.ready,
  },
  { label: 'Created', width: '7rem', render: (d) => <Age time={d.created} />, value: (d) => d.created },
];

export function DeploymentsPage() {
  const project = useProject();
  const { items, pending, error, refetch } = useInService(project);
  const mayCreate = useWhere({ verb: 'create', kind: kinds.modelDeployments }, project).projects.length > 0;
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
          rowKey={(d) => d.id}
          href={(d) => d.to}
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
