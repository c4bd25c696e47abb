import { Group, SegmentedControl, Stack } from '@mantine/core';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { Loading } from '../../parts/Loading';
import { PeriodFields } from '../../usage/PeriodFields';
import { useUsageView } from '../../usage/search';
import { UsageCharts } from '../../usage/UsageCharts';
import { UsageStats } from '../../usage/UsageStats';
import { useReport } from '../../usage/useReport';

export function MyUsage({ project, user }: { project: string; user: string }) {
  const { view, change } = useUsageView('/hub/usage', 'deployment');
  const { by, period } = view;
  const { data, error, isPending, refetch } = useReport([project], { ...period, by: [by, 'day'], filters: { user } });
  return (
    <Stack>
      <Group gap="sm" align="flex-end" justify="space-between">
        <PeriodFields view={view} onChange={change} />
        <SegmentedControl
          aria-label="By what"
          size="sm"
          data={[
            { value: 'deployment', label: 'By deployment' },
            { value: 'key', label: 'By key' },
          ]}
          value={by}
          onChange={(value) => change({ by: value })}
        />
      </Group>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {data && (
        <>
          <UsageStats lines={data.lines} />
          <UsageCharts
            places={[project]}
            filters={{ user }}
            lines={data.lines}
            period={period}
            by={by}
            measure={view.measure}
            onMeasure={(measure) => change({ measure })}
          />
        </>
      )}
    </Stack>
  );
}
