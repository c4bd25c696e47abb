import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Endpoint, kinds, type Served } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Page } from '../parts/Page';
import { EndpointDialog } from './EndpointDialog';
import { EndpointStatus, readyOf } from './EndpointStatus';
import { sharesOf, trafficText } from './traffic';

type Row = Served<Endpoint>;

export function EndpointsPage() {
  const project = useProject();
  const { items, pending, error, refetch } = useAcrossProjects(kinds.endpoints, project);
  const deployments = useAcrossProjects(kinds.modelDeployments, project);
  const mayCreate = useWhere({ verb: 'create', kind: kinds.endpoints }, project).projects.length > 0;
  const [creating, setCreating] = useState(false);
  const columns = useMemo((): Column<Row>[] => {
    const traffic = (e: Row) => trafficText(sharesOf(e, deployments.items));
    return [
      { label: 'Name', width: 'minmax(8rem, 1fr)', render: (e) => e.metadata.name, value: (e) => e.metadata.name },
      { label: 'Project', width: 'minmax(6rem, 0.8fr)', render: (e) => e.metadata.namespace, value: (e) => e.metadata.namespace },
      { label: 'Status', width: '7rem', render: (e) => <EndpointStatus endpoint={e} />, value: (e) => readyOf(e)?.status },
      { label: 'Address', width: 'minmax(12rem, 2fr)', render: (e) => e.status?.url ?? '–', value: (e) => e.status?.url },
      { label: 'Calls go to', width: 'minmax(10rem, 1.6fr)', render: traffic, value: traffic },
      {
        label: 'Open to',
        width: '8rem',
        render: (e) => (e.spec?.visibility === 'External' ? 'Outside too' : 'Inside'),
        value: (e) => e.spec?.visibility,
      },
      {
        label: 'Created',
        width: '7rem',
        render: (e) => <Age time={e.metadata.creationTimestamp} />,
        value: (e) => e.metadata.creationTimestamp,
      },
    ];
  }, [deployments.items]);
  const create = mayCreate && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      New endpoint
    </Button>
  );
  return (
    <Page
      title="Endpoints"
      description="Addresses that stay while deployments come and go, and split their calls among them."
      actions={items.length > 0 && create}
    >
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="Endpoints"
          rows={items}
          columns={columns}
          rowKey={(e) => e.metadata.uid!}
          href={(e) => `/endpoints/${e.metadata.namespace}/${e.metadata.name}`}
          pending={pending}
          empty={
            <EmptyState title="No endpoints yet" action={create}>
              Every deployment can be called by its name. With an endpoint callers keep one address, while you bring a new version
              in beside the old one, a tenth of the calls first.
            </EmptyState>
          }
        />
      )}
      {creating && <EndpointDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
