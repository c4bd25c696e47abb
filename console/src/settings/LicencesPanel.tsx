import licences from 'virtual:licences';
import { type Column, DataTable } from '../parts/DataTable';

type Licence = (typeof licences)[number];

const columns: Column<Licence>[] = [
  { label: 'Name', width: '2fr', render: (l) => l.name, value: (l) => l.name },
  { label: 'Version', width: '1fr', render: (l) => l.version, value: (l) => l.version },
  { label: 'Licence', width: '1fr', render: (l) => l.license, value: (l) => l.license },
];

/** What others made that this console is built with, and under which licence. */
export function LicencesPanel() {
  return (
    <DataTable label="Licences" rows={licences} columns={columns} rowKey={(l) => `${l.name} ${l.version}`} empty="Nothing." />
  );
}
