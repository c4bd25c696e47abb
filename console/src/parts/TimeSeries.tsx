import { Button, Group, Skeleton, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { colourOf, type Series, type Shape, timeFormat } from './series';
import classes from './TimeSeries.module.css';
import { TimeSeriesTable } from './TimeSeriesTable';
import { inUnit } from './units';

const TimeSeriesPlot = lazy(() => import('./TimeSeriesPlot'));

export interface TimeSeriesProps {
  /** What is shown, for screen readers and as the name of the table: `Requests by day`. */
  label: string;
  /** Seconds since 1970, rising. */
  times: number[];
  series: Series[];
  shape?: Shape;
  /** Whether the times are days (UTC). */
  days?: boolean;
  height?: number;
  /** What stands here when there is no value at all. */
  empty?: ReactNode;
}

/** Values over time: a chart to look at, with the values under the pointer or the arrow keys, and the same as a table. */
export function TimeSeries({ label, times, series, shape = 'lines', days = false, height = 220, empty }: TimeSeriesProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<number>();
  const [table, setTable] = useState(false);
  const timeOf = timeFormat(times, days);
  if (!series.some((s) => s.values.some((v) => v !== null && v !== undefined)))
    return (
      <Text size="sm" c="var(--muted)" py="xl" ta="center" component="div">
        {empty ?? 'Nothing in this time.'}
      </Text>
    );
  const toggle = (name: string) => setHidden((before) => (before.has(name) ? without(before, name) : new Set([...before, name])));
  const shown = at !== undefined && at < times.length ? at : undefined;
  return (
    <figure className={classes.frame} aria-label={label}>
      <div className={classes.legend}>
        {series.map((s, i) => (
          <UnstyledButton
            key={s.name}
            className={classes.entry}
            aria-pressed={!hidden.has(s.name)}
            onClick={() => toggle(s.name)}
          >
            <span
              className={classes.mark}
              data-line={s.line}
              data-shape={shape}
              style={{ color: colourOf(s, i) }}
              data-series={i}
              aria-hidden
            />
            {s.name}
            {shown !== undefined && <span className={classes.value}>{inUnit(s.values[shown], s.unit)}</span>}
          </UnstyledButton>
        ))}
        <Group gap="sm" ml="auto">
          {shown !== undefined && <span className={classes.time}>{timeOf(times[shown]!)}</span>}
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setTable(!table)} aria-pressed={table}>
            {table ? 'Show as chart' : 'Show as table'}
          </Button>
        </Group>
      </div>
      {table ? (
        <TimeSeriesTable label={label} times={times} series={series} timeOf={timeOf} days={days} />
      ) : (
        <Suspense fallback={<Skeleton height={height} radius="md" />}>
          <TimeSeriesPlot
            label={label}
            times={times}
            series={series}
            hidden={series.map((s) => hidden.has(s.name))}
            shape={shape}
            days={days}
            height={height}
            at={shown}
            onAt={setAt}
          />
        </Suspense>
      )}
      {/* The arrow keys move through the values: what stands there is said. */}
      <VisuallyHidden aria-live="polite">
        {shown !== undefined &&
          !table &&
          `${timeOf(times[shown]!)}: ${series.map((s) => `${s.name} ${inUnit(s.values[shown], s.unit)}`).join(', ')}`}
      </VisuallyHidden>
    </figure>
  );
}

function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set([...names].filter((n) => n !== name));
}
