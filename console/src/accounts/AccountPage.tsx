import { Button, SimpleGrid, Title } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResource } from '../api/useResources';
import { Age } from '../parts/Age';
import { KeyValues } from '../parts/KeyValues';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { Panel } from '../parts/Panel';
import { AccountDialog } from './AccountDialog';
import { AccountRights } from './AccountRights';
import { State } from './AccountsPanel';
import { DeleteAccount } from './DeleteAccount';
import { DisableDialog } from './DisableDialog';
import { ResetPasswordDialog } from './ResetPasswordDialog';
import { SessionsPanel } from './SessionsPanel';

type Asked = 'edit' | 'disable' | 'reset' | 'delete';

export function AccountPage() {
  const { name } = useParams({ from: '/accounts/$name' });
  const navigate = useNavigate();
  const { item, pending, error, refetch } = useResource(kinds.accounts, undefined, name);
  const mayEdit = useAccess({ verb: 'update', kind: kinds.accounts, name });
  const mayReset = useAccess({ verb: 'create', kind: kinds.passwordResets });
  const mayDelete = useAccess({ verb: 'delete', kind: kinds.accounts, name });
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  const { spec, status } = item;
  const action = (what: Asked, label: string, danger = false) => (
    <Button variant="default" c={danger ? 'var(--danger)' : undefined} onClick={() => setAsked(what)}>
      {label}
    </Button>
  );
  return (
    <Page
      title={spec?.displayName || name}
      description={spec?.displayName ? name : undefined}
      parent={{ to: '/accounts', label: 'Users' }}
      badge={<State person={item} />}
      actions={
        <>
          {mayEdit && action('edit', 'Edit')}
          {mayReset && action('reset', 'Reset password')}
          {mayEdit && action('disable', spec?.disabled ? 'Enable' : 'Disable')}
          {mayDelete && action('delete', 'Delete', true)}
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel title="The account">
          <KeyValues
            items={[
              ['User', name],
              ['Groups', spec?.groups?.join(', ') || 'none'],
              ['Created', <Age key="created" time={status?.created} />],
              ['Last sign-in', status?.lastSignIn ? <Age key="in" time={status.lastSignIn} /> : 'never'],
            ]}
          />
        </Panel>
        <AccountRights user={name} groups={spec?.groups ?? []} />
      </SimpleGrid>
      <Title order={2}>Signed in</Title>
      <SessionsPanel user={name} />
      {asked === 'edit' && <AccountDialog person={item} onClose={close} />}
      {asked === 'reset' && <ResetPasswordDialog user={name} onClose={close} />}
      {asked === 'disable' && <DisableDialog person={item} onClose={close} />}
      {asked === 'delete' && <DeleteAccount person={item} onClose={close} onDeleted={() => void navigate({ to: '/accounts' })} />}
    </Page>
  );
}
