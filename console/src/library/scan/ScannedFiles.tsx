import { type Column, DataTable } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { StatusBadge, type Tone } from '../../parts/StatusBadge';

interface ScannedFile {
  path?: string;
  outcome?: string;
  formats?: string[];
  reason?: string;
}

const outcomes: Record<string, Tone> = { Scanned: 'good', Unfinished: 'bad', Skipped: 'off' };

const columns: Column<ScannedFile>[] = [
  { label: 'File', width: 'minmax(12rem, 2fr)', render: (f) => f.path, value: (f) => f.path },
  {
    label: 'Outcome',
    width: '8rem',
    render: (f) => <StatusBadge tone={outcomes[f.outcome ?? ''] ?? 'waiting'}>{f.outcome ?? 'Unknown'}</StatusBadge>,
    value: (f) => f.outcome,
  },
  {
    label: 'What it is',
    width: 'minmax(8rem, 1fr)',
    render: (f) => f.formats?.join(', ') || '–',
    value: (f) => f.formats?.join(' '),
  },
  { label: 'Why not to its end', width: 'minmax(8rem, 1.5fr)', render: (f) => f.reason ?? '', value: (f) => f.reason },
];

/** What was made of each file. */
export function ScannedFiles({ files }: { files: ScannedFile[] }) {
  return (
    <DataTable
      label="Scanned files"
      rows={files}
      columns={columns}
      rowKey={(f) => f.path ?? ''}
      empty={<EmptyState title="No file was scanned" />}
    />
  );
}
