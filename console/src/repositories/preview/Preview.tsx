import { Group, Loader, SegmentedControl, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ModelRepository, ModelRepositoryPreview } from '../../api/kinds';
import { type Column, DataTable } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { bytes } from '../../parts/format';
import { StatusBadge } from '../../parts/StatusBadge';
import { Trace } from './Trace';
import { usePreview } from './usePreview';

type Previewed = NonNullable<NonNullable<ModelRepositoryPreview['status']>['versions']>[0];

const nameOf = (v: Previewed) => `${v.repository}:${v.version}`;

const columns: Column<Previewed>[] = [
  {
    label: 'Version there, and why',
    width: 'minmax(12rem, 1fr)',
    render: (v) => (
      <>
        <Text size="sm" lh={1.3} truncate>
          {nameOf(v)}
        </Text>
        <Trace name={nameOf(v)} trace={v.trace ?? []} />
      </>
    ),
    value: (v) => `${nameOf(v)} ${v.trace?.at(-1) ?? ''}`,
  },
  {
    label: 'Taken',
    width: '4.5rem',
    render: (v) => <StatusBadge tone={v.selected ? 'good' : 'off'}>{v.selected ? 'Yes' : 'No'}</StatusBadge>,
    value: (v) => (v.selected ? 0 : 1),
  },
  { label: 'Size', width: '4.5rem', align: 'end', render: (v) => bytes(v.size), value: (v) => v.size ?? 0 },
];

/** What rules take of what is at a source, and why not the rest, as one writes them. Errors leave the last good answer in sight. */
export function Preview({ namespace, spec }: { namespace?: string; spec: NonNullable<ModelRepository['spec']> }) {
  const preview = usePreview(namespace, spec);
  const [show, setShow] = useState('all');
  const last = useRef<Previewed[]>(undefined);
  if (preview.versions && !preview.error) last.current = preview.versions;
  const versions = preview.versions ?? last.current;
  if (!namespace || !spec.source?.url)
    return (
      <EmptyState title="What the rules take">
        {namespace ? 'Give the address of the source' : 'Choose a project'}, and what the rules take of it appears here as you
        write them. Nothing is fetched for that.
      </EmptyState>
    );
  const taken = versions?.filter((v) => v.selected) ?? [];
  const size = taken.reduce((sum, v) => sum + (v.size ?? 0), 0);
  return (
    <Stack gap="sm">
      <Group justify="space-between" mih={30}>
        <Text size="sm" role="status" aria-live="polite">
          {versions ? `${taken.length} of ${versions.length} come in${size > 0 ? `, ${bytes(size)}` : ''}` : 'Asking the source…'}
        </Text>
        {preview.busy && <Loader size={16} aria-label="Asking the source" />}
      </Group>
      <ErrorNotice error={preview.error} title="Not asked like this" onRetry={preview.refetch} />
      {versions && (
        <div style={{ opacity: preview.old || preview.error ? 0.6 : 1 }} aria-busy={preview.busy}>
          <DataTable
            label="Versions at the source"
            rows={show === 'all' ? versions : versions.filter((v) => (show === 'taken') === !!v.selected)}
            columns={columns}
            rowKey={nameOf}
            sort="Taken"
            minWidth="22rem"
            tools={
              <SegmentedControl
                size="xs"
                aria-label="Show"
                value={show}
                onChange={setShow}
                data={[
                  { value: 'all', label: 'All' },
                  { value: 'taken', label: 'Taken' },
                  { value: 'left', label: 'Left out' },
                ]}
              />
            }
            empty={
              <EmptyState title="Nothing">
                {versions.length === 0 ? 'The source lists no versions.' : 'No version is like that.'}
              </EmptyState>
            }
          />
        </div>
      )}
    </Stack>
  );
}
