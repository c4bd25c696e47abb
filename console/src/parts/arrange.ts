import type { Column } from './DataTable';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The rows in the order of a column; `-` before its name for descending. Each row is asked for its value once. */
export function inOrder<T>(rows: T[], columns: Column<T>[], sort: string): T[] {
  const direction = sort.startsWith('-') ? -1 : 1;
  const value = columns.find((c) => c.label === sort.replace(/^-/, ''))?.value;
  if (!value) return rows;
  return rows
    .map((row) => ({ row, value: value(row) }))
    .sort((a, b) => direction * compare(a.value, b.value))
    .map(({ row }) => row);
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a ?? ''), String(b ?? ''));
}

/** Keeps the rows that have every typed word in one of their values. What a row says is put together once, as long as it is the same row. */
export function finder<T>(columns: Column<T>[]): (rows: T[], filter: string) => T[] {
  const texts = new WeakMap<object, string>();
  const textOf = (row: T): string => {
    const known = texts.get(row as object);
    if (known !== undefined) return known;
    const text = columns
      .map((c) => c.value?.(row) ?? '')
      .join(' ')
      .toLowerCase();
    texts.set(row as object, text);
    return text;
  };
  return (rows, filter) => {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length === 0 ? rows : rows.filter((row) => words.every((word) => textOf(row).includes(word)));
  };
}
