import { useMemo } from 'react';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { TimeSeries } from '../parts/TimeSeries';
import type { Period } from './period';
import type { Measure } from './report';
import type { UsageView } from './search';
import { stepsOf } from './steps';
import { useSteps } from './useSteps';

const day = 86_400_000;

interface RecentChartsProps {
  places: string[];
  filters: UsageView['filters'];
  period: Period;
  measure: Measure;
}

/** A day or two in steps of minutes: by day there would be nothing to see. */
export function RecentCharts({ places, filters, period, measure }: RecentChartsProps) {
  const time = { from: `${period.from}T00:00:00Z`, to: new Date(Date.parse(period.to) + day).toISOString() };
  const { data, error, isPending, refetch } = useSteps({ places, time, byDeployment: true, filters });
  const series = useMemo(() => (data ? stepsOf(data, measure) : []), [data, measure]);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  return (
    <TimeSeries
      label={measure.label}
      times={data?.times ?? []}
      series={series}
      shape="bars"
      height={260}
      empty="Nothing was used in this time."
    />
  );
}
