import type { UsageSeries } from '../api/kinds';
import type { Series } from '../parts/series';
import { addDecimals } from './decimal';
import { type Measure, nobody } from './report';

type Status = NonNullable<UsageSeries['status']>;
export type Point = NonNullable<NonNullable<Status['series']>[number]['points']>[number];

/** Series on one grid of times: a step without a call has no point. */
export interface Grid {
  /** Seconds since 1970 when each step begins. */
  times: number[];
  /** Seconds that a step is long. */
  step: number;
  lines: { name: string; points: (Point | undefined)[] }[];
}

export function gridOf({ from, to, step = 60, series = [] }: Status): Grid {
  const first = Date.parse(from ?? '') / 1000;
  const count = Math.max(0, Math.round((Date.parse(to ?? '') / 1000 - first) / step)) || 0;
  return {
    step,
    times: Array.from({ length: count }, (_, i) => first + i * step),
    lines: series.map(({ deployment, points = [] }) => {
      const row: (Point | undefined)[] = Array.from({ length: count });
      for (const point of points) row[Math.round((Date.parse(point.time ?? '') / 1000 - first) / step)] = point;
      return { name: deployment ?? nobody.deployment, points: row };
    }),
  };
}

/** Answers of several projects on one grid. All were asked for the same time, so that their steps are the same. */
export function merged(answers: Status[]): Status {
  const [first] = answers;
  const from = answers.map((a) => a.from ?? '').sort()[0];
  const to = answers
    .map((a) => a.to ?? '')
    .sort()
    .at(-1);
  return { from, to, step: first?.step, series: answers.flatMap((a) => a.series ?? []) };
}

const amountOf = (point: Point, { currency, of }: Measure): number =>
  currency ? Number(point.cost?.[currency] ?? 0) : of(point);

/** A line for each deployment, with those of the same name as one, the largest first. */
export function stepsOf(grid: Grid, measure: Measure): Series[] {
  const rows = new Map<string, number[]>();
  for (const { name, points } of grid.lines) {
    const row = rows.get(name) ?? grid.times.map(() => 0);
    points.forEach((point, i) => {
      if (point) row[i]! += amountOf(point, measure);
    });
    rows.set(name, row);
  }
  const total = (values: number[]) => values.reduce((sum, v) => sum + v, 0);
  return [...rows]
    .filter(([, values]) => total(values) > 0)
    .sort((a, b) => total(b[1]) - total(a[1]))
    .map(([name, values]) => ({ name, unit: measure.unit, values }));
}

/** The sums over all steps of one line. */
export function totalOf(points: (Point | undefined)[]) {
  const sum = (of: (p: Point) => number | undefined) => points.reduce((total, p) => total + (p ? (of(p) ?? 0) : 0), 0);
  const currencies = [...new Set(points.flatMap((p) => Object.keys(p?.cost ?? {})))].sort();
  return {
    requests: sum((p) => p.requests),
    errors: sum((p) => p.errors),
    rateLimited: sum((p) => p.rateLimited),
    inputTokens: sum((p) => p.inputTokens),
    outputTokens: sum((p) => p.outputTokens),
    costs: currencies.map((currency) => ({ currency, cost: addDecimals(points.map((p) => p?.cost?.[currency])) })),
  };
}
