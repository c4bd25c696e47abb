import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useProject } from '../app/project';
import { DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { number } from '../parts/format';
import { Page } from '../parts/Page';
import { columnsOf } from './columns';
import { EventDrawer } from './EventDrawer';
import { type Entry, matches, type Selection } from './event';
import { csvOf, jsonLinesOf, save } from './export';
import { Filters } from './Filters';
import { useTrail } from './useTrail';
import { VerifyDialog } from './VerifyDialog';

export function AuditPage() {
  const project = useProject();
  const search = useSearch({ from: '/audit' });
  const navigate = useNavigate();
  const selection: Selection = { ...search, project };
  const { events, pending, reading, cut, error, refetch } = useTrail(selection);
  const { hours, outcome, system, user } = selection;
  const chosen = useMemo(
    () => events.filter((e) => matches(e, { hours, outcome, system, user })),
    [events, hours, outcome, system, user],
  );
  const [shown, setShown] = useState<Entry[]>([]);
  const [open, setOpen] = useState<Entry>();
  const [verifying, setVerifying] = useState(false);
  const columns = useMemo(() => columnsOf(setOpen), []);
  const change = (part: Partial<Selection>) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <Page
      title="Audit trail"
      description="Who changed what, and what was refused. Each record is written together with the change itself and tied to the one before."
      actions={
        <>
          <Button variant="default" onClick={() => setVerifying(true)}>
            Verify
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload size={16} />} disabled={shown.length === 0}>
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{number(shown.length)} records, as shown</Menu.Label>
              <Menu.Item onClick={() => save('audit.csv', 'text/csv', csvOf(shown))}>CSV</Menu.Item>
              <Menu.Item onClick={() => save('audit.jsonl', 'application/jsonl', jsonLinesOf(shown))}>JSON lines</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      {(reading || cut) && (
        <Text size="sm" c="var(--muted)" role="status">
          {reading
            ? `Reading the trail from its beginning: ${number(events.length)} records so far…`
            : `The newest ${number(events.length)} records. Choose a user, a kind or an object to see older ones, or use "modelyard audit export".`}
        </Text>
      )}
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="Audit trail"
          rows={chosen}
          columns={columns}
          rowKey={(e) => e.metadata.name}
          sort="-Time"
          pending={pending}
          onShown={setShown}
          tools={<Filters selection={selection} onChange={change} />}
          empty={
            <EmptyState title="No record is like that">
              Changes and refusals leave a record each; reads only when they are refused. Choose other filters, or a longer time.
            </EmptyState>
          }
        />
      )}
      {open && <EventDrawer event={open} onClose={() => setOpen(undefined)} />}
      {verifying && <VerifyDialog onClose={() => setVerifying(false)} />}
    </Page>
  );
}
