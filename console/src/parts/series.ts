import type { Unit } from './units';

/** One line of a chart, with a value (or a gap) for each time. */
export interface Series {
  name: string;
  unit: Unit;
  values: (number | null | undefined)[];
  /** Lines that belong together, such as percentiles, have one colour and differ by this. */
  line?: 'solid' | 'thin' | 'dashed';
  /** Which of the chart's colours; that of its place when absent. */
  colour?: number;
}

/** How the values are drawn: as lines, or as bars on top of each other. */
export type Shape = 'lines' | 'bars';

/** How many colours the charts have before they begin anew. */
export const colours = 6;

export const colourOf = (series: Series, index: number): string => `var(--series-${((series.colour ?? index) % colours) + 1})`;

export type Percentiles = { p50?: number; p95?: number; p99?: number };

/** Percentiles as three lines of one colour: what half of them, nearly all, and all but the worst got. */
export function percentileSeries(points: (Percentiles | undefined)[], unit: Unit, scale = 1): Series[] {
  const lines = { p50: 'solid', p95: 'thin', p99: 'dashed' } as const;
  return (Object.keys(lines) as (keyof typeof lines)[]).map((p) => ({
    name: p,
    unit,
    line: lines[p],
    colour: 0,
    values: points.map((point) => (point?.[p] === undefined ? null : point[p] * scale)),
  }));
}

/** What is drawn for bars on top of each other: each with what is below it. What is hidden takes no room. */
export function stack(rows: (number | null | undefined)[][], hidden: boolean[]): (number | null)[][] {
  const sums: number[] = [];
  return rows.map((row, i) =>
    row.map((value, x) => {
      if (hidden[i]) return null;
      sums[x] = (sums[x] ?? 0) + (value ?? 0);
      return sums[x];
    }),
  );
}

/** How times are said: with the day when they span more than one, in UTC when they are days. */
export function timeFormat(times: number[], days: boolean): (time: number) => string {
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const format = new Intl.DateTimeFormat(
    'en-GB',
    days
      ? { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }
      : span > 86_400
        ? { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }
        : { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  );
  return (time) => format.format(time * 1000);
}
