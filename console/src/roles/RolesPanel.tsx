import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { type ClusterRole, kinds, type Served } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useResources } from '../api/useResources';
import { useProject } from '../app/project';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { RoleDialog } from './RoleDialog';
import { rightsOf } from './words';

type Row = Served<ClusterRole>;

const builtIn = (r: Row) => r.metadata.labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults';
const aboutOf = (r: Row) => {
  const resources = rightsOf(r.rules).map((x) => (x.resource === '*' ? 'everything' : x.resource));
  return [...new Set(resources)].join(', ') || '–';
};

const columns: Column<Row>[] = [
  { label: 'Name', width: 'minmax(9rem, 1.2fr)', render: (r) => r.metadata.name, value: (r) => r.metadata.name },
  {
    label: 'May be given',
    width: 'minmax(7rem, 1fr)',
    render: (r) => (r.metadata.namespace ? `in ${r.metadata.namespace}` : 'anywhere'),
    value: (r) => r.metadata.namespace ?? '',
  },
  { label: 'About', width: 'minmax(12rem, 3fr)', render: aboutOf, value: aboutOf },
  {
    label: 'From',
    width: '10rem',
    render: (r) => (builtIn(r) ? 'comes with Modelyard' : 'made here'),
    value: (r) => (builtIn(r) ? 'comes with Modelyard' : 'made here'),
  },
  {
    label: 'Created',
    width: '7rem',
    render: (r) => <Age time={r.metadata.creationTimestamp} />,
    value: (r) => r.metadata.creationTimestamp,
  },
];

/** The roles that there are to give. */
export function RolesPanel() {
  const project = useProject();
  const mayList = useAccess({ verb: 'list', kind: kinds.clusterRoles });
  const cluster = useResources(kinds.clusterRoles, {}, mayList);
  const local = useAcrossProjects(kinds.roles, project);
  const mayCreate = useAccess({ verb: 'create', kind: kinds.clusterRoles });
  const [system, setSystem] = useState(false);
  const [creating, setCreating] = useState(false);
  const rows = [...cluster.items, ...local.items].filter((r) => system || !r.metadata.name.startsWith('system:'));
  if (cluster.error) return <ErrorNotice error={cluster.error} onRetry={cluster.refetch} />;
  return (
    <>
      <DataTable
        label="Roles"
        rows={rows}
        columns={columns}
        rowKey={(r) => r.metadata.uid!}
        href={(r) => `/roles/${r.metadata.namespace ? `${r.metadata.namespace}/` : ''}${encodeURIComponent(r.metadata.name)}`}
        pending={mayList ? cluster.pending : local.pending}
        tools={
          <Checkbox size="xs" label="Parts of the system" checked={system} onChange={(e) => setSystem(e.currentTarget.checked)} />
        }
        action={
          mayCreate && (
            <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setCreating(true)}>
              Create role
            </Button>
          )
        }
        empty={
          <EmptyState title={mayList ? 'No roles' : 'No roles of your projects'}>
            A role says what may be done; a binding says who may.
            {!mayList && ' Those that come with Modelyard, such as view, edit and admin, can be given without being listed here.'}
          </EmptyState>
        }
      />
      {creating && <RoleDialog onClose={() => setCreating(false)} />}
    </>
  );
}
