import { Table } from '@mantine/core';
import type { Series } from './series';
import classes from './TimeSeries.module.css';
import { inUnit } from './units';

interface TimeSeriesTableProps {
  label: string;
  times: number[];
  series: Series[];
  timeOf: (time: number) => string;
  days: boolean;
}

/** What a chart shows, to be read; the newest first. Times without any value are left out. */
export function TimeSeriesTable({ label, times, series, timeOf, days }: TimeSeriesTableProps) {
  const rows = times
    .map((time, i) => ({ time, values: series.map((s) => s.values[i]) }))
    .filter(({ values }) => values.some((v) => v !== null && v !== undefined))
    .reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <div className={classes.table} tabIndex={0} role="region" aria-label={`${label}, as a table`}>
      <Table stickyHeader tabularNums>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{days ? 'Day' : 'Time'}</Table.Th>
            {series.map((s) => (
              <Table.Th key={s.name} ta="end">
                {s.name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ time, values }) => (
            <Table.Tr key={time}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{timeOf(time)}</Table.Td>
              {series.map((s, i) => (
                <Table.Td key={s.name} ta="end">
                  {inUnit(values[i], s.unit)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
