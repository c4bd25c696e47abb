import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiError } from '../api/errors';
import { kinds } from '../api/kinds';
import { useSession } from '../api/session';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Page } from '../parts/Page';
import { CreateKeyDialog } from './CreateKeyDialog';
import { ownKeyColumns } from './columns';
import { isOfSession } from './key';

/** The keys that are for whoever looks, in the projects they are in. */
export function MyKeysPage() {
  const project = useProject();
  const { user } = useSession();
  const { items, pending, error, refetch } = useAcrossProjects(kinds.apiKeys, project);
  const mayCreate = useWhere({ verb: 'create', kind: kinds.apiKeys }, project).projects.length > 0;
  const [creating, setCreating] = useState(false);
  const own = items.filter((k) => k.spec?.user === user && !isOfSession(k));
  const refused = error instanceof ApiError && error.code === 403;
  const button = mayCreate && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      Create key
    </Button>
  );
  return (
    <Page
      title="My keys"
      description="Keys for you alone: what you call with them counts as your usage, within your limits."
      actions={button}
    >
      {error && !refused ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="My keys"
          rows={own}
          columns={ownKeyColumns}
          rowKey={(k) => k.metadata.uid!}
          href={(k) => `/keys/${k.metadata.namespace}/${k.metadata.name}`}
          pending={pending}
          empty={
            <EmptyState title={refused ? 'You may not see keys here' : 'You have no keys yet'} action={button}>
              {mayCreate
                ? 'Create one, put it where your program finds it, and call any model you may use. Its secret is shown once.'
                : 'Keys are made by the owners and admins of a project. Ask one of them for a key in your name; the playground needs none.'}
            </EmptyState>
          }
        />
      )}
      {creating && <CreateKeyDialog own onClose={() => setCreating(false)} />}
    </Page>
  );
}
