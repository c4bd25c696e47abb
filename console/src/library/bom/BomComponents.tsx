import { Code } from '@mantine/core';
import { type Column, DataTable } from '../../parts/DataTable';
import { EmptyState } from '../../parts/EmptyState';
import { type BomComponent, licensesOf } from './bom';

const nameOf = ({ group, name, version }: BomComponent) => `${group ? `${group}/` : ''}${name}${version ? ` ${version}` : ''}`;
const hashOf = ({ hashes }: BomComponent) => hashes?.map((h) => `${h.alg} ${h.content}`).join(', ') ?? '';

const columns: Column<BomComponent>[] = [
  { label: 'Component', width: 'minmax(10rem, 1.5fr)', render: nameOf, value: nameOf },
  { label: 'Type', width: '11rem', render: (c) => c.type, value: (c) => c.type },
  { label: 'Licence', width: '8rem', render: (c) => licensesOf(c) || '–', value: licensesOf },
  { label: 'Hash', width: 'minmax(12rem, 2fr)', render: (c) => (hashOf(c) ? <Code>{hashOf(c)}</Code> : '–'), value: hashOf },
];

/** Files of the version, and what it was made from. */
export function BomComponents({ files, parts }: { files: BomComponent[]; parts: BomComponent[] }) {
  return (
    <DataTable
      label="Components"
      rows={[...parts, ...files]}
      columns={columns}
      rowKey={(c) => c['bom-ref'] ?? nameOf(c)}
      sort="Type"
      empty={<EmptyState title="Nothing is listed" />}
    />
  );
}
