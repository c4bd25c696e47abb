import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Column } from './DataTable';
import classes from './DataTable.module.css';

const rowHeight = 44;

interface VirtualRowsProps<T> {
  rows: T[];
  columns: Column<T>[];
  template: string;
  rowKey: (row: T) => string;
  href?: (row: T) => string;
}

/** Draws only the rows in sight. The page scrolls, not a box in it. */
export function VirtualRows<T>({ rows, columns, template, rowKey, href }: VirtualRowsProps<T>) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(body.current ? body.current.getBoundingClientRect().top + window.scrollY : 0), []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
    // Several steps of the wheel in one frame are one drawing.
    useFlushSync: false,
  });
  return (
    <div
      ref={body}
      role="rowgroup"
      className={classes.body}
      style={{ height: virtualizer.getTotalSize() }}
      onPointerOver={nameWhatIsCut}
    >
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const row = rows[index]!;
        const at = start - top;
        return <Row key={rowKey(row)} row={row} columns={columns} template={template} to={href?.(row)} index={index} at={at} />;
      })}
    </div>
  );
}

interface RowProps<T> {
  row: T;
  columns: Column<T>[];
  template: string;
  to?: string;
  index: number;
  /** Its distance from the top of the table. */
  at: number;
}

/** Drawn again only when something about it changed: not because others came into sight, or changed. */
const Row = memo(function Row<T>({ row, columns, template, to, index, at }: RowProps<T>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      data-link={to ? true : undefined}
      style={{ gridTemplateColumns: template, height: rowHeight, transform: `translateY(${at}px)` }}
    >
      {columns.map((column, i) => (
        <div role="cell" key={column.label} className={classes.cell} data-align={column.align}>
          {i === 0 && to ? (
            <Link to={to} className={classes.link}>
              {column.render(row)}
            </Link>
          ) : (
            column.render(row)
          )}
        </div>
      ))}
    </div>
  );
}) as <T>(props: RowProps<T>) => ReactNode;

/** The whole of a cell's text under the pointer, where it does not fit. */
function nameWhatIsCut({ target }: PointerEvent) {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role=cell]') : null;
  if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
}
