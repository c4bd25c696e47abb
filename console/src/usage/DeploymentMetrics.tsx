import { Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice } from '../parts/ErrorNotice';
import { money, number, short } from '../parts/format';
import { Loading } from '../parts/Loading';
import { Panel } from '../parts/Panel';
import { Stat } from '../parts/Stat';
import { TimeSeries } from '../parts/TimeSeries';
import { inUnit } from '../parts/units';
import { metricsOf } from './metrics';
import { totalOf } from './steps';
import { useSteps } from './useSteps';

const hour = 3_600_000;
const ranges = [
  { value: '1h', label: '1 hour', time: hour },
  { value: '6h', label: '6 hours', time: 6 * hour },
  { value: '24h', label: '24 hours', time: 24 * hour },
  { value: '7d', label: '7 days', time: 168 * hour },
];

/** How a deployment answers, whoever calls it: how often, how fast, how much, at what cost. */
export default function DeploymentMetrics({ namespace, name }: { namespace: string; name: string }) {
  const [range, setRange] = useState('1h');
  const { time, label } = ranges.find((r) => r.value === range)!;
  const { data, error, isPending, refetch } = useSteps({ places: [namespace], time, deployment: name });
  const points = data?.lines[0]?.points ?? [];
  const total = totalOf(points);
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="var(--muted)">
          {data ? `One point is ${steps(data.step)}. Follows what is going on.` : ''}
        </Text>
        <SegmentedControl
          aria-label="How far back"
          data={ranges.map(({ value, label }) => ({ value, label }))}
          value={range}
          onChange={setRange}
          size="xs"
        />
      </Group>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <Loading />}
      {data && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
            <Stat label={`Requests in ${label}`} value={number(total.requests)} />
            <Stat
              label="Errors"
              value={total.requests > 0 ? inUnit(total.errors / total.requests, 'share') : '–'}
              detail={`${number(total.errors)}, and ${number(total.rateLimited)} refused by limits`}
            />
            <Stat
              label="Tokens"
              value={short(total.inputTokens + total.outputTokens)}
              detail={`${short(total.outputTokens)} written`}
            />
            <Stat
              label="Cost"
              value={total.costs[0] ? money(total.costs[0].cost, total.costs[0].currency) : '–'}
              detail={total.costs
                .slice(1)
                .map((c) => money(c.cost, c.currency))
                .join(', ')}
            />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            {metricsOf(data).map(({ title, description, series }) => (
              <Panel key={title} title={title} description={description}>
                <TimeSeries label={title} times={data.times} series={series} empty="No call in this time." />
              </Panel>
            ))}
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}

const steps = (seconds: number): string =>
  seconds < 3_600 ? `${seconds / 60} min` : seconds < 86_400 ? `${seconds / 3_600} h` : 'a day';
