import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Page } from '../parts/Page';
import { HealthBadge, healthOf, type Repository } from './health';

const columns: Column<Repository>[] = [
  { label: 'Name', width: 'minmax(9rem, 1.2fr)', render: (r) => r.metadata.name, value: (r) => r.metadata.name },
  { label: 'Project', width: 'minmax(6rem, 0.8fr)', render: (r) => r.metadata.namespace, value: (r) => r.metadata.namespace },
  { label: 'Source', width: 'minmax(12rem, 2fr)', render: (r) => r.spec?.source?.url, value: (r) => r.spec?.source?.url },
  { label: 'Status', width: '11rem', render: (r) => <HealthBadge repository={r} />, value: healthOf },
  { label: 'Found', width: '4.5rem', align: 'end', render: (r) => r.status?.found ?? '–', value: (r) => r.status?.found ?? 0 },
  {
    label: 'Taken',
    width: '4.5rem',
    align: 'end',
    render: (r) => r.status?.selected ?? '–',
    value: (r) => r.status?.selected ?? 0,
  },
  {
    label: 'Last look',
    width: '7rem',
    render: (r) => <Age time={r.status?.lastSyncTime} />,
    value: (r) => r.status?.lastSyncTime,
  },
  {
    label: 'Next look',
    width: '7rem',
    render: (r) => <Age time={r.status?.nextSyncTime} />,
    value: (r) => r.status?.nextSyncTime,
  },
];

export function RepositoriesPage() {
  const project = useProject();
  const { items, pending, error, refetch } = useAcrossProjects(kinds.modelRepositories, project);
  const mayCreate = useWhere({ verb: 'create', kind: kinds.modelRepositories }, project).projects.length > 0;
  const add = mayCreate && (
    <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/repositories/new" {...props} />}>
      Add a repository
    </Button>
  );
  return (
    <Page title="Repositories" description="Where models come from, and the rules that say which of them come in." actions={add}>
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="Repositories"
          rows={items}
          columns={columns}
          rowKey={(r) => r.metadata.uid!}
          href={(r) => `/repositories/${r.metadata.namespace}/${r.metadata.name}`}
          pending={pending}
          minWidth="64rem"
          empty={
            <EmptyState title="No repositories yet" action={add}>
              A repository is a registry, a hub, an object store or a folder that you trust, and rules. The form shows what the
              rules take while you write them, before anything is fetched.
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}
