import { describe, expect, it } from 'vitest';
import { arrange, type Column } from './DataTable';

interface Row {
  name: string;
  size: number;
}

const columns: Column<Row>[] = [
  { label: 'Name', width: '1fr', render: (r) => r.name, value: (r) => r.name },
  { label: 'Size', width: '1fr', render: (r) => r.size, value: (r) => r.size },
];
const rows = [
  { name: 'atlas-10', size: 2 },
  { name: 'atlas-9', size: 10 },
];

describe('arrange', () => {
  it('sorts names as people count', () =>
    expect(arrange(rows, columns, 'Name', '').map((r) => r.name)).toEqual(['atlas-9', 'atlas-10']));
  it('sorts numbers as numbers, downwards with a minus', () =>
    expect(arrange(rows, columns, '-Size', '').map((r) => r.size)).toEqual([10, 2]));
  it('keeps what has every word in one of its values', () => expect(arrange(rows, columns, 'Name', 'ATLAS 10')).toHaveLength(2));
  it('drops what lacks one', () => expect(arrange(rows, columns, 'Name', 'atlas 3')).toHaveLength(0));
});
