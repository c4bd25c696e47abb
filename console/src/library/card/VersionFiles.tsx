import { type Column, DataTable } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { bytes } from '../../parts/format';
import { Digest } from '../Digest';
import type { Version } from '../names';

type VersionFile = NonNullable<NonNullable<Version['status']>['files']>[0];

const columns: Column<VersionFile>[] = [
  { label: 'File', width: 'minmax(12rem, 2fr)', render: (f) => f.path, value: (f) => f.path },
  {
    label: 'Digest',
    width: 'minmax(14rem, 1fr)',
    render: (f) => <Digest value={f.digest} of={f.path} />,
    value: (f) => f.digest,
  },
  { label: 'Size', width: '7rem', align: 'end', render: (f) => bytes(f.size), value: (f) => f.size ?? 0 },
];

/** The files of a version, each with the digest that everything is checked against. */
export function VersionFiles({ version }: { version: Version }) {
  return (
    <DataTable
      label="Files"
      rows={version.status?.files ?? []}
      columns={columns}
      rowKey={(f) => f.path ?? ''}
      empty={<EmptyState title="No files yet">They appear once they are fetched from where the version comes from.</EmptyState>}
    />
  );
}
