import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { Page } from '../parts/Page';
import { UrlTabs } from '../parts/UrlTabs';
import { AccountDialog } from './AccountDialog';
import { AccountsPanel } from './AccountsPanel';
import { SessionsPanel } from './SessionsPanel';

/** People who use the console: those with a password here, and who is signed in. */
export function AccountsPage() {
  const mayCreate = useAccess({ verb: 'create', kind: kinds.accounts });
  const [creating, setCreating] = useState(false);
  const button = mayCreate && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      Create account
    </Button>
  );
  return (
    <Page
      title="Users"
      description="Who can sign in with a password kept here, and who is signed in. People of a sign-in provider need no account: what they may do follows from their name and groups."
      actions={button}
    >
      <UrlTabs
        label="Users"
        tabs={[
          { value: 'accounts', label: 'Accounts', content: () => <AccountsPanel create={button} /> },
          { value: 'sessions', label: 'Signed in', content: () => <SessionsPanel /> },
        ]}
      />
      {creating && <AccountDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
