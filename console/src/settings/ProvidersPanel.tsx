import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResources } from '../api/useResources';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { StatusBadge } from '../parts/StatusBadge';
import { ProviderDialog } from './ProviderDialog';
import type { Provider } from './provider';

type Asked = { add: true } | { edit: Provider } | { remove: Provider };

/** Who else may say who people are. */
export function ProvidersPanel() {
  const { items, pending, error, refetch } = useResources(kinds.identityProviders);
  const mayCreate = useAccess({ verb: 'create', kind: kinds.identityProviders });
  const mayEdit = useAccess({ verb: 'update', kind: kinds.identityProviders });
  const mayDelete = useAccess({ verb: 'delete', kind: kinds.identityProviders });
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const columns: Column<Provider>[] = [
    { label: 'Name', width: '1fr', render: (p) => p.metadata.name, value: (p) => p.metadata.name },
    { label: 'On the button', width: '1fr', render: (p) => p.spec?.displayName ?? p.metadata.name },
    { label: 'Issuer', width: '2fr', render: (p) => p.spec?.issuer, value: (p) => p.spec?.issuer },
    { label: 'Status', width: '12rem', render: (p) => <Ready provider={p} /> },
    {
      label: 'Actions',
      width: '9rem',
      align: 'end',
      render: (p) => (
        <Group gap={4} justify="flex-end">
          {mayEdit && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAsked({ edit: p })}>
              Edit
            </Button>
          )}
          {mayDelete && (
            <Button size="compact-xs" variant="subtle" color="gray" c="var(--danger)" onClick={() => setAsked({ remove: p })}>
              Delete
            </Button>
          )}
        </Group>
      ),
    },
  ];
  const button = mayCreate && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAsked({ add: true })}>
      Add provider
    </Button>
  );
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <>
      <DataTable
        label="Sign-in providers"
        rows={items}
        columns={columns}
        rowKey={(p) => p.metadata.uid!}
        pending={pending}
        action={button}
        empty={
          <EmptyState title="No sign-in providers" action={button}>
            With a provider of OpenID Connect, such as Keycloak, Entra ID or Okta, people sign in as they do elsewhere, and their
            groups decide what they may do.
          </EmptyState>
        }
      />
      {asked && 'add' in asked && <ProviderDialog onClose={close} />}
      {asked && 'edit' in asked && <ProviderDialog provider={asked.edit} onClose={close} />}
      {asked && 'remove' in asked && (
        <ConfirmDelete
          kind={kinds.identityProviders}
          name={asked.remove.metadata.name}
          affected={['Nobody can sign in through it any more. Sessions that are open go on until they end.']}
          opened
          onClose={close}
        />
      )}
    </>
  );
}

function Ready({ provider }: { provider: Provider }) {
  const ready = provider.status?.conditions?.find((c) => c.type === 'Ready');
  if (ready?.status === 'True') return <StatusBadge tone="good">Ready</StatusBadge>;
  return (
    <StatusBadge tone={ready ? 'bad' : 'busy'} reason={ready?.message}>
      {ready?.reason ?? 'Being asked'}
    </StatusBadge>
  );
}
