import { isForbidden } from '../../api/errors';
import { kinds, type Served, type ServingRecord } from '../../api/kinds';
import { useAcrossProjects } from '../../api/useAcrossProjects';
import { Age } from '../../parts/Age';
import { type Column, DataTable } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { fullName, type Version } from '../names';

type Record = Served<ServingRecord>;

/** Which services ran a version, from when until when, and how it stood then. Records stay when all of it is gone. */
export function ServingHistory({ version }: { version: Version }) {
  const { items, pending, error, refetch } = useAcrossProjects(kinds.servingRecords);
  const name = fullName(version);
  const modelOf = (record: Record) => record.models?.find((m) => m.version === name);
  const columns: Column<Record>[] = [
    { label: 'Service', width: 'minmax(8rem, 1fr)', render: (r) => r.service, value: (r) => r.service },
    { label: 'Project', width: 'minmax(6rem, 1fr)', render: (r) => r.metadata.namespace, value: (r) => r.metadata.namespace },
    { label: 'From', width: '8rem', render: (r) => <Age time={r.from} />, value: (r) => r.from },
    { label: 'Until', width: '8rem', render: (r) => (r.until ? <Age time={r.until} /> : 'now'), value: (r) => r.until ?? '~' },
    { label: 'Stage then', width: '8rem', render: (r) => modelOf(r)?.stage, value: (r) => modelOf(r)?.stage },
    { label: 'Phase then', width: '8rem', render: (r) => modelOf(r)?.phase, value: (r) => modelOf(r)?.phase },
    {
      label: 'Approved by',
      width: 'minmax(10rem, 2fr)',
      render: (r) => approversOf(modelOf(r)),
      value: (r) => approversOf(modelOf(r)),
    },
  ];
  if (isForbidden(error)) return null;
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <DataTable
      label="Serving history"
      rows={items.filter(modelOf)}
      columns={columns}
      rowKey={(r) => r.metadata.uid ?? r.metadata.name}
      pending={pending}
      minWidth="62rem"
      sort="-From"
      empty={
        <EmptyState title="Nothing ran it yet">
          Whenever a service begins or ceases to run it, and whenever its standing changes meanwhile, a record of that appears
          here.
        </EmptyState>
      }
    />
  );
}

const approversOf = (model: NonNullable<ServingRecord['models']>[0] | undefined): string =>
  (model?.decisions ?? []).map((d) => (d.for ? `${d.by} for ${d.for}` : d.by)).join(', ');
