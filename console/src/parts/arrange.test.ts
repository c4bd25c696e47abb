import { describe, expect, it } from 'vitest';
import { finder, inOrder } from './arrange';
import type { Column } from './DataTable';

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

describe('inOrder', () => {
  it('sorts names as people count', () =>
    expect(inOrder(rows, columns, 'Name').map((r) => r.name)).toEqual(['atlas-9', 'atlas-10']));
  it('sorts numbers as numbers, downwards with a minus', () =>
    expect(inOrder(rows, columns, '-Size').map((r) => r.size)).toEqual([10, 2]));
  it('asks each row once', () => {
    let asked = 0;
    const counted = [{ ...columns[0]!, value: (r: Row) => `${asked++} ${r.name}` }];
    inOrder([...rows, ...rows, ...rows], counted, 'Name');
    expect(asked).toBe(6);
  });
});

describe('finder', () => {
  const find = finder(columns);
  it('keeps what has every word in one of its values', () => expect(find(rows, 'ATLAS 10')).toHaveLength(2));
  it('drops what lacks one', () => expect(find(rows, 'atlas 3')).toHaveLength(0));
});
