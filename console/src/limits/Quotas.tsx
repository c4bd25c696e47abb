import { ActionIcon, Button, Group, Progress, Text, Tooltip } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useProject } from '../app/project';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { listOf } from '../parts/format';
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
  { label: 'Actions', width: '6rem', align: 'end', render: (l) => <Actions quota={l.quota} /> },
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
            <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
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

function Actions({ quota }: { quota: Quota }) {
  const { namespace, name } = quota.metadata;
  const kind = kinds.resourceQuotas;
  const mayChange = useAccess({ verb: 'update', kind, namespace });
  const mayDelete = useAccess({ verb: 'delete', kind, namespace });
  const [opened, setOpened] = useState<'change' | 'delete'>();
  const close = () => setOpened(undefined);
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {mayChange && (
        <Action label={`Change the quota ${name} of ${namespace}`} icon={IconPencil} onClick={() => setOpened('change')} />
      )}
      {mayDelete && (
        <Action label={`Delete the quota ${name} of ${namespace}`} icon={IconTrash} onClick={() => setOpened('delete')} />
      )}
      {opened === 'change' && <QuotaDialog quota={quota} onClose={close} />}
      <ConfirmDelete
        kind={kind}
        namespace={namespace}
        name={name}
        affected={[`${namespace} is not held to it any longer: ${listOf(linesOf([quota]).map((l) => nameOf(l.resource)))}.`]}
        opened={opened === 'delete'}
        onClose={close}
      />
    </Group>
  );
}

function Action({ label, icon: Icon, onClick }: { label: string; icon: typeof IconPencil; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
