import { Button, Checkbox, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Page } from '../parts/Page';
import { CreateKeyDialog } from './CreateKeyDialog';
import { keyColumns } from './columns';
import { isOfSession, stateOf } from './key';

const states = ['Works', 'Ends soon', 'Replaced', 'Expired'];

export function KeysPage() {
  const project = useProject();
  const { items, pending, error, refetch } = useAcrossProjects(kinds.apiKeys, project);
  const mayCreate = useWhere({ verb: 'create', kind: kinds.apiKeys }, project).projects.length > 0;
  const [creating, setCreating] = useState(false);
  const [state, setState] = useState<string | null>(null);
  const [sessions, setSessions] = useState(false);
  const visible = items.filter((k) => sessions || !isOfSession(k));
  const shown = visible.filter((k) => !state || stateOf(k).word === state);
  const button = mayCreate && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      Create key
    </Button>
  );
  return (
    <Page
      title="API keys"
      description="With what programs call models: for whom each key is, what it may use, within which limits, and until when."
      actions={button}
    >
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="API keys"
          rows={shown}
          columns={keyColumns}
          rowKey={(k) => k.metadata.uid!}
          href={(k) => `/keys/${k.metadata.namespace}/${k.metadata.name}`}
          pending={pending}
          tools={
            items.length > 0 && (
              <>
                <Select
                  aria-label="State"
                  placeholder="Any state"
                  data={states}
                  value={state}
                  onChange={setState}
                  clearable
                  size="xs"
                  w={140}
                />
                <Checkbox
                  size="xs"
                  label="Keys of console sessions"
                  checked={sessions}
                  onChange={(e) => setSessions(e.currentTarget.checked)}
                />
              </>
            )
          }
          empty={
            visible.length > 0 ? (
              <EmptyState title="No key is like that">Choose other filters.</EmptyState>
            ) : (
              <EmptyState title="No API keys yet" action={button}>
                Whoever calls a model shows a key. It says whose usage it is, and it can be taken back at any time.
              </EmptyState>
            )
          }
        />
      )}
      {creating && <CreateKeyDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
