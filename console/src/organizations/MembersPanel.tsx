import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconPlus, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds, type Member, type Served } from '../api/kinds';
import { useResources } from '../api/useResources';
import { limitsText } from '../limits/text';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { MemberDialog } from './MemberDialog';
import { RemoveMember } from './RemoveMember';

type Person = Served<Member>;
type Asked = { add: true } | { edit: Person } | { remove: Person };

/** Who works in an organization, and as what. */
export function MembersPanel({ organization }: { organization: string }) {
  const { items, pending, error, refetch } = useResources(kinds.members, { namespace: organization });
  const mayAdd = useAccess({ verb: 'create', kind: kinds.members, namespace: organization });
  const mayEdit = useAccess({ verb: 'update', kind: kinds.members, namespace: organization });
  const mayRemove = useAccess({ verb: 'delete', kind: kinds.members, namespace: organization });
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const columns: Column<Person>[] = [
    { label: 'User', width: 'minmax(10rem, 2fr)', render: (m) => m.spec.user, value: (m) => m.spec.user },
    { label: 'Role', width: '8rem', render: (m) => m.spec.role, value: (m) => m.spec.role },
    {
      label: 'Teams',
      width: 'minmax(6rem, 1fr)',
      render: (m) => m.spec.teams?.join(', ') || '–',
      value: (m) => m.spec.teams?.join(' '),
    },
    {
      label: 'Limits',
      width: 'minmax(9rem, 2fr)',
      render: (m) => limitsText(m.spec.limits) || 'as every member',
      value: (m) => limitsText(m.spec.limits),
    },
    {
      label: 'Added',
      width: '7rem',
      render: (m) => <Age time={m.metadata.creationTimestamp} />,
      value: (m) => m.metadata.creationTimestamp,
    },
    {
      label: 'Actions',
      width: '4rem',
      align: 'end',
      render: (m) =>
        (mayEdit || mayRemove) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${m.spec.user}`}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mayEdit && (
                <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setAsked({ edit: m })}>
                  Change…
                </Menu.Item>
              )}
              {mayRemove && (
                <Menu.Item c="var(--danger)" leftSection={<IconUserMinus size={15} />} onClick={() => setAsked({ remove: m })}>
                  Remove…
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        ),
    },
  ];
  const button = mayAdd && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAsked({ add: true })}>
      Add member
    </Button>
  );
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <>
      <DataTable
        label="Members"
        rows={items}
        columns={columns}
        rowKey={(m) => m.metadata.uid!}
        pending={pending}
        action={button}
        empty={
          <EmptyState title="No members yet" action={button}>
            A member's role is a right in every project of the organization: owners and admins manage them, developers deploy and
            call models, viewers look.
          </EmptyState>
        }
      />
      {asked && 'add' in asked && <MemberDialog organization={organization} onClose={close} />}
      {asked && 'edit' in asked && <MemberDialog organization={organization} member={asked.edit} onClose={close} />}
      {asked && 'remove' in asked && <RemoveMember organization={organization} member={asked.remove} onClose={close} />}
    </>
  );
}
