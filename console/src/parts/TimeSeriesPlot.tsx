import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { plotData, plotOptions } from './plotOptions';
import type { Series, Shape } from './series';
import classes from './TimeSeries.module.css';

export interface TimeSeriesPlotProps {
  label: string;
  times: number[];
  series: Series[];
  hidden: boolean[];
  shape: Shape;
  days: boolean;
  height: number;
  at?: number;
  onAt: (index: number | undefined) => void;
}

/** The drawing itself; to be loaded lazily. Arrow keys, Home and End move through the values. */
export default function TimeSeriesPlot({ label, times, series, hidden, shape, days, height, at, onAt }: TimeSeriesPlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const scheme = useComputedColorScheme('light');
  const moved = useRef(onAt);
  moved.current = onAt;
  // New values are put into the drawing that is there; only what is drawn how makes a new one.
  const look = JSON.stringify([series.map((s) => [s.name, s.unit, s.line, s.colour]), hidden, shape, days, height, scheme]);
  const input = { times, series, hidden, shape, days, height };
  const latest = useRef(input);
  latest.current = input;

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const drawn = new UPlot(
      {
        ...plotOptions(element, latest.current),
        hooks: { setCursor: [(u) => moved.current(u.cursor.idx ?? undefined)] },
      },
      plotData(latest.current),
      element,
    );
    plot.current = drawn;
    const resized = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      drawn.destroy();
      plot.current = null;
    };
  }, [look]);

  useEffect(() => {
    plot.current?.setData(plotData({ times, series, hidden, shape }));
  }, [times, series, hidden, shape]);

  const move = (event: KeyboardEvent) => {
    const last = times.length - 1;
    const next = { ArrowLeft: (at ?? last + 1) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: last }[event.key];
    if (next === undefined || !plot.current) return;
    event.preventDefault();
    const index = Math.min(Math.max(next, 0), last);
    plot.current.setCursor({ left: plot.current.valToPos(times[index]!, 'x'), top: 0 }, false);
    onAt(index);
  };
  return (
    <div
      ref={frame}
      className={classes.plot}
      style={{ height }}
      role="img"
      aria-label={`${label}, as a chart. The arrow keys move through the values.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move through the values
      tabIndex={0}
      onKeyDown={move}
      onBlur={() => onAt(undefined)}
    />
  );
}
