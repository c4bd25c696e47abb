import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useProject } from '../app/project';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { type Deployment, priceText, sharingText } from './deployment';
import { TermsDialog } from './TermsDialog';
import { limitsText } from './text';

const limitColumn = (label: string, caller: 'organization' | 'user' | 'key'): Column<Deployment> => ({
  label,
  width: 'minmax(7rem, 1.2fr)',
  render: (d) => limitsText(d.spec?.rateLimits?.[caller]) || '–',
  value: (d) => limitsText(d.spec?.rateLimits?.[caller]),
});

const columns: Column<Deployment>[] = [
  { label: 'Name', width: 'minmax(8rem, 1.2fr)', render: (d) => d.metadata.name, value: (d) => d.metadata.name },
  { label: 'Project', width: 'minmax(5rem, 0.7fr)', render: (d) => d.metadata.namespace, value: (d) => d.metadata.namespace },
  limitColumn('Each organization', 'organization'),
  limitColumn('Each user', 'user'),
  limitColumn('Each key', 'key'),
  { label: 'Price', width: 'minmax(8rem, 1.3fr)', render: (d) => priceText(d) || 'free', value: priceText },
  { label: 'Shared with', width: 'minmax(7rem, 1fr)', render: sharingText, value: sharingText },
  { label: 'Actions', width: '4rem', align: 'end', render: (d) => <Edit deployment={d} /> },
];

/** What every deployment gives to whom, and what it costs; edited where it stands. */
export function DeploymentTerms() {
  const project = useProject();
  const { items, pending, error, refetch } = useAcrossProjects(kinds.modelDeployments, project);
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <DataTable
      label="Limits and prices of deployments"
      rows={items}
      columns={columns}
      rowKey={(d) => d.metadata.uid!}
      pending={pending}
      empty={
        <EmptyState title="No deployments yet">
          Limits, prices and sharing are set on deployments, once there are some.
        </EmptyState>
      }
    />
  );
}

function Edit({ deployment }: { deployment: Deployment }) {
  const { namespace, name } = deployment.metadata;
  const may = useAccess({ verb: 'update', kind: kinds.modelDeployments, namespace });
  const [opened, setOpened] = useState(false);
  if (!may) return null;
  const label = `Change limits, price and sharing of ${name}`;
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => setOpened(true)}>
          <IconPencil size={16} />
        </ActionIcon>
      </Tooltip>
      {opened && <TermsDialog deployment={deployment} onClose={() => setOpened(false)} />}
    </>
  );
}
