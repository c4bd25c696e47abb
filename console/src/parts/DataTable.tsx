import { Group, Paper, Skeleton, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilter } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { finder, inOrder } from './arrange';
import classes from './DataTable.module.css';
import { VirtualRows } from './VirtualRows';

export interface Column<T> {
  /** Heading, and the column's name. */
  label: string;
  /** CSS grid track: `2fr`, `8rem`, `minmax(10rem, 1fr)`. */
  width: string;
  render: (row: T) => ReactNode;
  /** By what it is sorted and found; a column without is neither. */
  value?: (row: T) => string | number | undefined;
  align?: 'end';
}

export interface DataTableProps<T> {
  /** What the rows are, for screen readers: `Deployments`. */
  label: string;
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  /** Where a row leads. */
  href?: (row: T) => string;
  pending?: boolean;
  /** What stands here when there are no rows at all. */
  empty: ReactNode;
  /** First sorted by this column; `-` before it for descending. */
  sort?: string;
  /** Narrower than this it scrolls sideways; what its columns need at least, when absent. */
  minWidth?: string;
  /** Beside the filter, such as further filters. */
  tools?: ReactNode;
  /** At the end of that line: what adds a row. */
  action?: ReactNode;
  /** Told the rows that are left by what is typed, in order: for who exports them. */
  onShown?: (rows: T[]) => void;
}

/** Rows that can be sorted, filtered by what is typed, and are only drawn where one looks: thousands scroll as ten do. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, rows, columns, rowKey, href, pending, empty, sort: initial, tools, action, onShown, minWidth } = props;
  const [sort, setSort] = useState(initial ?? columns[0]!.label);
  const [filter, setFilter] = useState('');
  // Typing comes before what it finds.
  const wanted = useDeferredValue(filter);
  const find = useMemo(() => finder(columns), [columns]);
  const ordered = useMemo(() => inOrder(rows, columns, sort), [rows, columns, sort]);
  const shown = useMemo(() => find(ordered, wanted), [find, ordered, wanted]);
  useEffect(() => onShown?.(shown), [onShown, shown]);
  if (pending) return <Skeleton height={240} radius="lg" role="status" aria-label={`Loading ${label}`} />;
  if (rows.length === 0)
    return (
      <Paper withBorder radius="lg" bg="var(--surface)">
        {tools && <Group p="sm">{tools}</Group>}
        {empty}
      </Paper>
    );
  const template = columns.map((c) => c.width).join(' ');
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" className={classes.frame}>
      <Group p="sm" gap="sm" className={classes.tools}>
        <TextInput
          aria-label={`Filter ${label}`}
          placeholder="Filter"
          leftSection={<IconFilter size={15} stroke={1.7} />}
          value={filter}
          onChange={(e) => setFilter(e.currentTarget.value)}
          size="xs"
          w={240}
        />
        {tools}
        <Text size="xs" c="var(--muted)" ml="auto" role="status">
          {shown.length === rows.length ? `${rows.length}` : `${shown.length} of ${rows.length}`}
        </Text>
        {action}
      </Group>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={shown.length + 1}
        className={classes.table}
        style={{ '--table-min': minWidth ?? leastWidth(columns) } as CSSProperties}
      >
        <div role="row" aria-rowindex={1} className={classes.head} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => (
            <Heading key={column.label} column={column} sort={sort} onSort={setSort} />
          ))}
        </div>
        <VirtualRows rows={shown} columns={columns} template={template} rowKey={rowKey} href={href} />
        {shown.length === 0 && (
          <Text size="sm" c="var(--muted)" ta="center" py="xl">
            Nothing here has “{filter}” in it.
          </Text>
        )}
      </div>
    </Paper>
  );
}

function Heading<T>({ column, sort, onSort }: { column: Column<T>; sort: string; onSort: (sort: string) => void }) {
  const { label, value, align } = column;
  const direction = sort === label ? 'ascending' : sort === `-${label}` ? 'descending' : undefined;
  return (
    <div role="columnheader" aria-sort={value ? (direction ?? 'none') : undefined} data-align={align}>
      {value ? (
        <UnstyledButton className={classes.sort} onClick={() => onSort(direction === 'ascending' ? `-${label}` : label)}>
          {label}
          {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
          {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
        </UnstyledButton>
      ) : (
        label
      )}
    </div>
  );
}

/** What the columns need at least: a share of the rest (`2fr`) counts as six letters' worth. */
const leastWidth = (columns: { width: string }[]): string =>
  `${columns.reduce((sum, { width }) => sum + 1 + Number(/([\d.]+)rem/.exec(width)?.[1] ?? 6), 1)}rem`;
