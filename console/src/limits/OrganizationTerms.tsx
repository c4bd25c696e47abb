import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { OrganizationDialog } from '../organizations/OrganizationDialog';
import type { Org } from '../organizations/organization';
import { useOrganizations } from '../organizations/useOrganizations';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { budgetText, limitsText } from './text';

const limitColumn = (label: string, field: 'limits' | 'userLimits' | 'keyLimits'): Column<Org> => ({
  label,
  width: 'minmax(9rem, 1.5fr)',
  render: (o) => limitsText(o.spec?.[field]) || '–',
  value: (o) => limitsText(o.spec?.[field]),
});

const columns: Column<Org>[] = [
  { label: 'Name', width: 'minmax(7rem, 1fr)', render: (o) => o.metadata.name, value: (o) => o.metadata.name },
  limitColumn('Together', 'limits'),
  limitColumn('Each member', 'userLimits'),
  limitColumn('Each key', 'keyLimits'),
  {
    label: 'Budget',
    width: '9rem',
    render: (o) => budgetText(o.spec?.budget) || '–',
    value: (o) => Number(o.spec?.budget?.amount ?? 0),
  },
  { label: 'Actions', width: '4rem', align: 'end', render: (o) => <Edit organization={o} /> },
];

/** What organizations, their members and their keys may use of everything together. */
export function OrganizationTerms() {
  const { items, pending, error, refetch } = useOrganizations();
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <DataTable
      label="Limits and budgets of organizations"
      rows={items}
      columns={columns}
      rowKey={(o) => o.metadata.uid!}
      href={(o) => `/organizations/${o.metadata.name}`}
      pending={pending}
      empty={<EmptyState title="No organizations yet">Their limits and budgets stand here once there are some.</EmptyState>}
    />
  );
}

function Edit({ organization }: { organization: Org }) {
  const { name } = organization.metadata;
  const may = useAccess({ verb: 'update', kind: kinds.organizations, name });
  const [opened, setOpened] = useState(false);
  if (!may) return null;
  const label = `Change limits and budget of ${name}`;
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => setOpened(true)}>
          <IconPencil size={16} />
        </ActionIcon>
      </Tooltip>
      {opened && <OrganizationDialog organization={organization} onClose={() => setOpened(false)} />}
    </>
  );
}
