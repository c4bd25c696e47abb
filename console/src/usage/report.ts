import type { UsageReport } from '../api/kinds';
import { addDecimals } from './decimal';

export type Line = NonNullable<NonNullable<UsageReport['status']>['rows']>[number];

/** What usage can be looked at by. */
export const dimensions = ['organization', 'project', 'user', 'key', 'deployment'] as const;
export type Dimension = (typeof dimensions)[number];
export type Group = Dimension | 'day';

const counts = ['requests', 'errors', 'cacheHits', 'inputTokens', 'cachedInputTokens', 'outputTokens', 'images'] as const;

/** What stands where a row has no value of a dimension. */
export const nobody: Record<Group, string> = {
  organization: 'No organization',
  project: 'No project',
  user: 'Nobody in particular',
  key: 'No key',
  deployment: 'Refused before one was found',
  day: '',
};

export const nameOf = (line: Line, group: Group): string => line[group] || nobody[group];

/** The sums of what is alike in these dimensions. What is paid in different currencies stays apart. */
export function sumBy(lines: Line[], by: Group[]): Line[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = JSON.stringify([...by.map((d) => line[d] ?? ''), line.currency ?? '']);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()].map((group) => {
    const first = group[0]!;
    const sum: Line = { currency: first.currency };
    for (const d of by) sum[d] = first[d];
    for (const count of counts) sum[count] = group.reduce((total, line) => total + (line[count] ?? 0), 0);
    if (first.currency) sum.cost = addDecimals(group.map((line) => line.cost));
    return sum;
  });
}

/** What numbers are taken of: a line, or something with the same counts. */
type Counted = Omit<Line, 'cost'> & { cost?: unknown };

/** A number that charts are of: one of the counts, or the cost in one currency. */
export interface Measure {
  id: string;
  label: string;
  unit: string;
  /** Set for a cost. */
  currency?: string;
  of: (line: Counted) => number;
}

export function measuresOf(lines: Line[]): Measure[] {
  const currencies = [...new Set(lines.flatMap((l) => (l.currency ? [l.currency] : [])))].sort();
  return [
    { id: 'requests', label: 'Requests', unit: 'requests', of: (l) => l.requests ?? 0 },
    { id: 'tokens', label: 'Tokens', unit: 'tokens', of: (l) => (l.inputTokens ?? 0) + (l.outputTokens ?? 0) },
    { id: 'errors', label: 'Errors', unit: 'requests', of: (l) => l.errors ?? 0 },
    ...currencies.map((currency) => ({
      id: currency,
      label: `Cost in ${currency}`,
      unit: currency,
      currency,
      of: (l: Counted) => (l.currency === currency ? Number(l.cost ?? 0) : 0),
    })),
  ];
}

/** The sums of a measure by a dimension, the largest first; what has none of it is left out. */
export function barsOf(lines: Line[], dimension: Dimension, measure: Measure): { name: string; value: number }[] {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(nameOf(line, dimension), (sums.get(nameOf(line, dimension)) ?? 0) + measure.of(line));
  return [...sums]
    .filter(([, value]) => value > 0)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => b.value - a.value);
}

/** As many groups have a colour of their own; the rest is one. */
const drawn = 5;
const rest = 'Others';

/** A measure by day and dimension, to be drawn on top of each other: every day has a value. */
export function daysOf(lines: Line[], days: string[], dimension: Dimension, measure: Measure) {
  const largest = barsOf(lines, dimension, measure)
    .slice(0, drawn)
    .map((b) => b.name);
  const sums = new Map<string, number[]>();
  const at = new Map(days.map((day, i) => [day, i]));
  for (const line of lines) {
    const index = at.get(line.day ?? '');
    const value = measure.of(line);
    if (index === undefined || value === 0) continue;
    const name = largest.includes(nameOf(line, dimension)) ? nameOf(line, dimension) : rest;
    const row = sums.get(name) ?? days.map(() => 0);
    row[index]! += value;
    sums.set(name, row);
  }
  return [...largest, rest].flatMap((name) => {
    const values = sums.get(name);
    return values ? [{ name, unit: measure.unit, values }] : [];
  });
}
