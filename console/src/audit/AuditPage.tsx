import { Button, Group, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useProject } from '../app/project';
import { DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import { number } from '../parts/format';
import { Page } from '../parts/Page';
import { saveFile } from '../parts/saveFile';
import { columnsOf } from './columns';
import { EventDrawer } from './EventDrawer';
import type { Entry, Selection } from './event';
import { csvOf, jsonLinesOf } from './export';
import { Filters } from './Filters';
import { useTrail } from './useTrail';
import { VerifyDialog } from './VerifyDialog';

export function AuditPage() {
  const project = useProject();
  const search = useSearch({ from: '/audit' });
  const navigate = useNavigate();
  const selection: Selection = { ...search, project };
  const { events, pending, reading, hasOlder, readOlder, error, refetch } = useTrail(selection);
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
              <Menu.Item onClick={() => saveFile('audit.csv', new Blob([csvOf(shown)], { type: 'text/csv' }))}>CSV</Menu.Item>
              <Menu.Item onClick={() => saveFile('audit.jsonl', new Blob([jsonLinesOf(shown)], { type: 'application/jsonl' }))}>
                JSON lines
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      {error ? (
        <ErrorNotice error={error} onRetry={refetch} />
      ) : (
        <DataTable
          label="Audit trail"
          rows={events}
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
      {hasOlder && !error && (
        <Group>
          <Button variant="default" loading={reading} onClick={readOlder}>
            Load older ones
          </Button>
          <Text size="sm" c="var(--muted)">
            What is typed into the filter is looked for only in those that are loaded; the other choices go back to the beginning.
          </Text>
        </Group>
      )}
      {open && <EventDrawer event={open} onClose={() => setOpen(undefined)} />}
      {verifying && <VerifyDialog onClose={() => setVerifying(false)} />}
    </Page>
  );
}
