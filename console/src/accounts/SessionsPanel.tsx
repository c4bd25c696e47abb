import { ActionIcon, Badge, Group, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLogout } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useAccess } from '../api/access';
import { kinds, type Served, type SignedInSession } from '../api/kinds';
import { fieldIs, remove } from '../api/resources';
import { useSession } from '../api/session';
import { useRefresh } from '../api/useRefresh';
import { useResources } from '../api/useResources';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { browserOf } from './account';

type Row = Served<SignedInSession>;

const user: Column<Row> = {
  label: 'User',
  width: 'minmax(9rem, 1.4fr)',
  render: (s) => s.spec?.user,
  value: (s) => s.spec?.user,
};
const rest: Column<Row>[] = [
  {
    label: 'Browser',
    width: 'minmax(9rem, 1.4fr)',
    render: (s) => <BrowserName session={s} />,
    value: (s) => browserOf(s.spec?.userAgent),
  },
  { label: 'Address', width: 'minmax(7rem, 1fr)', render: (s) => s.spec?.address ?? '–', value: (s) => s.spec?.address },
  {
    label: 'Signed in by',
    width: '8rem',
    render: (s) => (s.spec?.provider === 'local' ? 'password' : s.spec?.provider),
    value: (s) => s.spec?.provider,
  },
  {
    label: 'Since',
    width: '7rem',
    render: (s) => <Age time={s.metadata.creationTimestamp} />,
    value: (s) => s.metadata.creationTimestamp,
  },
  { label: 'Last seen', width: '7rem', render: (s) => <Age time={s.status?.lastSeen} />, value: (s) => s.status?.lastSeen },
  { label: 'Ends', width: '7rem', render: (s) => <Age time={s.status?.expires} />, value: (s) => s.status?.expires },
  { label: 'Actions', width: '4rem', align: 'end', render: (s) => <SignOut session={s} /> },
];

/** Who is signed in, and from where; of one person, or of all that one may see. */
export function SessionsPanel({ user: of }: { user?: string }) {
  const { items, pending, error, refetch } = useResources(kinds.sessions, {
    fieldSelector: of ? fieldIs('spec.user', of) : undefined,
  });
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <DataTable
      label="Sessions"
      rows={items}
      columns={of ? rest : [user, ...rest]}
      rowKey={(s) => s.metadata.name}
      pending={pending}
      empty={<EmptyState title="Nobody is signed in">{of ? `${of} has no open session.` : 'No session is open.'}</EmptyState>}
    />
  );
}

function BrowserName({ session }: { session: Row }) {
  const { name } = useSession();
  return (
    <Group gap="xs" wrap="nowrap">
      {browserOf(session.spec?.userAgent)}
      {session.metadata.name === name && (
        <Badge variant="light" size="sm">
          This browser
        </Badge>
      )}
    </Group>
  );
}

/** One's own sessions, and those of others for whom one may change their accounts. */
function SignOut({ session }: { session: Row }) {
  const { user } = useSession();
  const mayOthers = useAccess({ verb: 'update', kind: kinds.accounts, name: session.spec?.user });
  const refresh = useRefresh(kinds.sessions);
  const end = useMutation({
    mutationFn: () => remove(kinds.sessions, undefined, session.metadata.name),
    onSuccess: () => {
      refresh();
      notifications.show({ message: `${session.spec?.user} is signed out there.` });
    },
    onError: (e) => notifications.show({ color: 'red', message: e.message }),
  });
  if (session.spec?.user !== user && !mayOthers) return null;
  const label = `Sign out ${session.spec?.user} on ${browserOf(session.spec?.userAgent)}`;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} loading={end.isPending} onClick={() => end.mutate()}>
        <IconLogout size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
