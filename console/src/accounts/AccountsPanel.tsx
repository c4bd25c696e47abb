import type { ReactNode } from 'react';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useResources } from '../api/useResources';
import { Age } from '../parts/Age';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { StatusBadge } from '../parts/StatusBadge';
import { type Person, stateOf } from './account';

export function AccountsPanel({ create }: { create: ReactNode }) {
  const { items, pending, error, refetch } = useResources(kinds.accounts);
  const members = useAcrossProjects(kinds.members).items;
  const organizationsOf = (p: Person) =>
    members
      .filter((m) => m.spec.user === p.metadata.name)
      .map((m) => `${m.metadata.namespace} (${m.spec.role})`)
      .join(', ');
  const columns: Column<Person>[] = [
    { label: 'User', width: 'minmax(10rem, 1.6fr)', render: (p) => p.metadata.name, value: (p) => p.metadata.name },
    {
      label: 'Name',
      width: 'minmax(7rem, 1.2fr)',
      render: (p) => p.spec?.displayName ?? '–',
      value: (p) => p.spec?.displayName,
    },
    { label: 'Status', width: '9rem', render: (p) => <State person={p} />, value: (p) => stateOf(p).word },
    {
      label: 'Groups',
      width: 'minmax(7rem, 1.2fr)',
      render: (p) => p.spec?.groups?.join(', ') || '–',
      value: (p) => p.spec?.groups?.join(' '),
    },
    {
      label: 'Organizations',
      width: 'minmax(8rem, 1.4fr)',
      render: (p) => organizationsOf(p) || '–',
      value: organizationsOf,
    },
    {
      label: 'Sessions',
      width: '5.5rem',
      align: 'end',
      render: (p) => p.status?.sessions ?? 0,
      value: (p) => p.status?.sessions ?? 0,
    },
    {
      label: 'Last sign-in',
      width: '7rem',
      render: (p) => (p.status?.lastSignIn ? <Age time={p.status.lastSignIn} /> : 'never'),
      value: (p) => p.status?.lastSignIn ?? '',
    },
  ];
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <DataTable
      label="Accounts"
      rows={items}
      columns={columns}
      rowKey={(p) => p.metadata.uid ?? p.metadata.name}
      href={(p) => `/accounts/${encodeURIComponent(p.metadata.name)}`}
      pending={pending}
      empty={
        <EmptyState title="No accounts yet" action={create}>
          An account lets somebody sign in with a password. It gives no rights: make the person a member of an organization, or
          give them a role.
        </EmptyState>
      }
    />
  );
}

export function State({ person }: { person: Person }) {
  const { word, tone, reason } = stateOf(person);
  return (
    <StatusBadge tone={tone} reason={reason}>
      {word}
    </StatusBadge>
  );
}
