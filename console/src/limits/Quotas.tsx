import { ActionIcon, Button, Group, Progress, Text, Tooltip } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useProject } from '../app/project';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { QuotaDialog } from './QuotaDialog';
import { linesOf, nameOf, type Quota, type QuotaLine } from './quotas';

const columns: Column<QuotaLine>[] = [
  {
    label: 'Project',
    width: 'minmax(6rem, 1fr)',
    render: (l) => l.quota.metadata.namespace,
    value: (l) => l.quota.metadata.namespace,
  },
  { label: 'Quota', width: 'minmax(5rem, 0.8fr)', render: (l) => l.quota.metadata.name, value: (l) => l.quota.metadata.name },
  { label: 'What', width: 'minmax(9rem, 1.4fr)', render: (l) => nameOf(l.resource), value: (l) => nameOf(l.resource) },
  { label: 'Used', width: 'minmax(12rem, 2fr)', render: (l) => <Meter line={l} />, value: (l) => l.share },
  { label: 'Actions', width: '4rem', align: 'end', render: (l) => <Edit quota={l.quota} /> },
];

/** How much each project may have, and has. */
export function Quotas() {
  const project = useProject();
  const { items, pending, error, refetch } = useAcrossProjects(kinds.resourceQuotas, project);
  const mayCreate = useAccess({ verb: 'create', kind: kinds.resourceQuotas, namespace: project });
  const [adding, setAdding] = useState(false);
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <>
      <DataTable
        label="Quotas of projects"
        rows={linesOf(items)}
        columns={columns}
        rowKey={(l) => `${l.quota.metadata.uid}/${l.resource}`}
        pending={pending}
        sort="Project"
        action={
          mayCreate && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
              Limit a project
            </Button>
          )
        }
        empty={<EmptyState title="No project is limited">Every project may have what the machines have.</EmptyState>}
      />
      {adding && <QuotaDialog onClose={() => setAdding(false)} />}
    </>
  );
}

function Meter({ line: { resource, used, hard, share } }: { line: QuotaLine }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Progress
        flex={1}
        miw="4rem"
        value={share}
        color={share >= 90 ? 'red' : 'accent'}
        aria-label={`${nameOf(resource)}: ${share} % used`}
      />
      <Text size="sm" miw="7rem">
        {used} of {hard}
      </Text>
    </Group>
  );
}

function Edit({ quota }: { quota: Quota }) {
  const { namespace, name } = quota.metadata;
  const may = useAccess({ verb: 'update', kind: kinds.resourceQuotas, namespace });
  const [opened, setOpened] = useState(false);
  if (!may) return null;
  const label = `Change the quota ${name} of ${namespace}`;
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => setOpened(true)}>
          <IconPencil size={16} />
        </ActionIcon>
      </Tooltip>
      {opened && <QuotaDialog quota={quota} onClose={() => setOpened(false)} />}
    </>
  );
}
