import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds, type Namespace, type Served } from '../api/kinds';
import { useProjects } from '../api/projects';
import { useResources } from '../api/useResources';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import classes from '../parts/links.module.css';
import { StatusBadge } from '../parts/StatusBadge';
import { AddProjectDialog } from './AddProjectDialog';
import { DeleteProject } from './DeleteProject';
import { organizationLabel, projectsOf } from './organization';
import { ReleaseProjectDialog } from './ReleaseProjectDialog';

type Project = Served<Namespace>;

/** The projects of an organization: its home, and what else was put into it. */
export function ProjectsPanel({ organization }: { organization: string }) {
  const mayList = useAccess({ verb: 'list', kind: kinds.namespaces });
  const all = useResources(kinds.namespaces, {}, mayList);
  // Who may not list namespaces is told of those in which they have something to do.
  const own = useProjects().map(
    ({ name, organization: owner }): Project => ({
      metadata: { name, labels: owner ? { [organizationLabel]: owner } : {} },
    }),
  );
  const items = mayList ? all.items : own;
  const mayCreate = useAccess({ verb: 'create', kind: kinds.namespaces });
  const mayChange = useAccess({ verb: 'patch', kind: kinds.namespaces });
  const [adding, setAdding] = useState(false);
  const mayDelete = useAccess({ verb: 'delete', kind: kinds.namespaces });
  const [leaving, setLeaving] = useState<Project>();
  const [deleted, setDeleted] = useState<string>();
  const columns: Column<Project>[] = [
    {
      label: 'Name',
      width: 'minmax(8rem, 1fr)',
      render: (p) => (
        <Link to="/deployments" search={{ project: p.metadata.name }} className={classes.link}>
          {p.metadata.name}
        </Link>
      ),
      value: (p) => p.metadata.name,
    },
    { label: 'What it is', width: '9rem', render: (p) => (p.metadata.name === organization ? 'home project' : 'project') },
    {
      label: 'Status',
      width: '9rem',
      render: (p) => (
        <StatusBadge tone={p.status?.phase === 'Terminating' ? 'busy' : 'good'}>{p.status?.phase ?? 'Active'}</StatusBadge>
      ),
      value: (p) => p.status?.phase,
    },
    {
      label: 'Created',
      width: '8rem',
      render: (p) => <Age time={p.metadata.creationTimestamp} />,
      value: (p) => p.metadata.creationTimestamp,
    },
    {
      label: 'Actions',
      width: '12rem',
      align: 'end',
      render: (p) =>
        p.metadata.name !== organization &&
        p.status?.phase !== 'Terminating' && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            {mayChange && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                aria-label={`Take out ${p.metadata.name}`}
                onClick={() => setLeaving(p)}
              >
                Take out…
              </Button>
            )}
            {mayDelete && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                aria-label={`Delete ${p.metadata.name}`}
                onClick={() => setDeleted(p.metadata.name)}
              >
                Delete…
              </Button>
            )}
          </Group>
        ),
    },
  ];
  const button = (mayCreate || mayChange) && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
      Add project
    </Button>
  );
  if (all.error) return <ErrorNotice error={all.error} onRetry={all.refetch} />;
  return (
    <>
      <DataTable
        label="Projects"
        rows={projectsOf(organization, items)}
        columns={columns}
        rowKey={(p) => p.metadata.name}
        pending={all.pending}
        action={button}
        empty={<EmptyState title="No projects yet">The home project is being made.</EmptyState>}
      />
      {adding && <AddProjectDialog organization={organization} namespaces={items} onClose={() => setAdding(false)} />}
      {leaving && <ReleaseProjectDialog organization={organization} project={leaving} onClose={() => setLeaving(undefined)} />}
      {deleted && <DeleteProject name={deleted} onClose={() => setDeleted(undefined)} />}
    </>
  );
}
