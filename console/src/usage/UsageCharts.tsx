import { Grid, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { BarList } from '../parts/BarList';
import { Panel } from '../parts/Panel';
import { TimeSeries } from '../parts/TimeSeries';
import { daysIn, isRecent, type Period, secondsOf } from './period';
import { RecentCharts } from './RecentCharts';
import { barsOf, type Dimension, daysOf, type Line, measuresOf } from './report';
import type { UsageView } from './search';

interface UsageChartsProps {
  /** Projects to ask for shorter steps than days; absent where nobody but the reports can tell. */
  places?: string[];
  filters: UsageView['filters'];
  lines: Line[];
  period: Period;
  by: Dimension;
  measure?: string;
  onMeasure: (id: string) => void;
}

/** One number, by day and by whatever is looked at. */
export function UsageCharts({ places, filters, lines, period, by, measure: chosen, onMeasure }: UsageChartsProps) {
  const measures = useMemo(() => measuresOf(lines), [lines]);
  const measure = measures.find((m) => m.id === chosen) ?? measures[0]!;
  const days = useMemo(() => daysIn(period), [period]);
  const times = useMemo(() => days.map(secondsOf), [days]);
  const series = useMemo(() => daysOf(lines, days, by, measure), [lines, days, by, measure]);
  const bars = useMemo(() => barsOf(lines, by, measure), [lines, by, measure]);
  const recent = places && by === 'deployment' && isRecent(period, Date.now());
  const title = recent ? measure.label : `${measure.label} by day`;
  return (
    <Grid>
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Panel
          title={title}
          actions={
            <SegmentedControl
              aria-label="What is shown"
              size="xs"
              data={measures.map((m) => ({ value: m.id, label: m.label }))}
              value={measure.id}
              onChange={onMeasure}
            />
          }
        >
          {recent ? (
            <RecentCharts places={places} filters={filters} period={period} measure={measure} />
          ) : (
            <TimeSeries
              label={title}
              times={times}
              series={series}
              shape="bars"
              days
              height={260}
              empty="Nothing was used in this time."
            />
          )}
        </Panel>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Panel title={`${measure.label} by ${by}`}>
          {bars.length > 0 ? <BarList label={`${measure.label} by ${by}`} bars={bars} unit={measure.unit} /> : 'Nothing.'}
        </Panel>
      </Grid.Col>
    </Grid>
  );
}
