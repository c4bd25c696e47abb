import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { budgetText, limitsText } from '../limits/text';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { bytes } from '../parts/format';
import { Page } from '../parts/Page';
import { OrganizationDialog } from './OrganizationDialog';
import type { Org } from './organization';
import { ReadyBadge } from './ReadyBadge';
import { useOrganizations } from './useOrganizations';

const columns: Column<Org>[] = [
  { label: 'Name', width: 'minmax(7rem, 1fr)', render: (o) => o.metadata.name, value: (o) => o.metadata.name },
  {
    label: 'Display name',
    width: 'minmax(8rem, 1.2fr)',
    render: (o) => o.spec?.displayName ?? '–',
    value: (o) => o.spec?.displayName,
  },
  { label: 'Plan', width: '6rem', render: (o) => o.spec?.plan ?? '–', value: (o) => o.spec?.plan },
  { label: 'Status', width: '8rem', render: (o) => <ReadyBadge organization={o} /> },
  {
    label: 'Projects',
    width: '5rem',
    align: 'end',
    render: (o) => o.status?.projects ?? 0,
    value: (o) => o.status?.projects ?? 0,
  },
  {
    label: 'Limits',
    width: 'minmax(10rem, 2fr)',
    render: (o) => limitsText(o.spec?.limits) || 'none',
    value: (o) => limitsText(o.spec?.limits),
  },
  {
    label: 'Budget',
    width: '9rem',
    render: (o) => budgetText(o.spec?.budget) || 'none',
    value: (o) => Number(o.spec?.budget?.amount ?? 0),
  },
  {
    label: 'Models kept',
    width: '6.5rem',
    align: 'end',
    render: (o) => bytes(o.status?.modelBytes ?? 0),
    value: (o) => o.status?.modelBytes ?? 0,
  },
];

export function OrganizationsPage() {
  const { items, pending, error, refetch } = useOrganizations();
  const mayCreate = useAccess({ verb: 'create', kind: kinds.organizations });
  const [creating, setCreating] = useState(false);
  const button = mayCreate && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      Create organization
    </Button>
  );
  return (
    <Page
      title="Organizations"
      description="Who shares this installation: each has projects and members of its own, and bounds on what they use together."
      actions={button}
    >
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="Organizations"
          rows={items}
          columns={columns}
          rowKey={(o) => o.metadata.uid!}
          href={(o) => `/organizations/${o.metadata.name}`}
          pending={pending}
          empty={
            <EmptyState title="No organizations yet" action={button}>
              An organization gives people a place to work in: a home project of its name, members with roles, limits and a
              budget. Begin with one, then add its members.
            </EmptyState>
          }
        />
      )}
      {creating && <OrganizationDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
