import { Button, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useProjects } from '../api/projects';
import { useProject } from '../app/project';
import { ErrorNotice } from '../parts/ErrorNotice';
import { FilterInput } from '../parts/FilterInput';
import { Loading } from '../parts/Loading';
import { Page } from '../parts/Page';
import { saveFile } from '../parts/saveFile';
import { csvOf } from './csv';
import { PeriodFields } from './PeriodFields';
import { everywhere, usePlaces } from './places';
import { type Group as By, type Dimension, dimensions, sumBy } from './report';
import { useUsageView } from './search';
import { UsageCharts } from './UsageCharts';
import { UsageStats } from './UsageStats';
import { groupLabels, UsageTable } from './UsageTable';
import { useReport } from './useReport';

/** Usage and cost for those who answer for it. */
export function UsagePage() {
  const project = useProject();
  const projects = useProjects();
  const { view, change } = useUsageView('/usage', 'deployment');
  const { by, period, filters } = view;
  const [daily, setDaily] = useState(false);
  const places = usePlaces(project);
  const { data, error, isPending, refetch } = useReport(places, { ...period, by: [by, 'day'], filters });
  const lines = data?.lines ?? [];
  const groups: By[] = daily ? ['day', by] : [by];
  const rows = useMemo(() => sumBy(data?.lines ?? [], daily ? ['day', by] : [by]), [data, daily, by]);
  const series = places[0] === everywhere ? kinds.clusterUsageSeries : kinds.usageSeries;
  const mayAsk = useAccess({ verb: 'create', kind: series, namespace: project });
  const minutely = mayAsk ? places.filter((p) => !data?.refused.includes(p)) : undefined;
  const home = projects.some((p) => p.name === project && p.organization === p.name);
  return (
    <Page
      title="Usage and cost"
      description={
        home
          ? `${project} is the home project of its organization: what is shown is of all the organization’s projects.`
          : 'What was asked of the models, by whom, and what it cost at the price of that moment. Currencies are never added.'
      }
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          disabled={rows.length === 0}
          onClick={() =>
            saveFile(`usage-${period.from}-${period.to}.csv`, new Blob([csvOf(rows, groups)], { type: 'text/csv;charset=utf-8' }))
          }
        >
          Export CSV
        </Button>
      }
    >
      <Group gap="sm" align="flex-end">
        <PeriodFields view={view} onChange={change} />
        <Select
          label="By"
          data={dimensions.map((d) => ({ value: d, label: groupLabels[d] }))}
          value={by}
          onChange={(value) => value && change({ by: value as Dimension })}
          allowDeselect={false}
          w={140}
        />
        {(['user', 'key', 'deployment'] as const).map((filter) => (
          <FilterInput
            key={filter}
            label={`Only ${filter}`}
            value={filters[filter]}
            onChange={(value) => change({ [filter]: value })}
            w={150}
          />
        ))}
      </Group>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && places.length > 0 && <Loading />}
      {data && (
        <Stack>
          {data.refused.length > 0 && (
            <Text size="sm" c="var(--muted)">
              Without {data.refused.join(', ')}: you may not see what is used there.
            </Text>
          )}
          <UsageStats lines={lines} />
          <UsageCharts
            places={minutely}
            filters={filters}
            lines={lines}
            period={period}
            by={by}
            measure={view.measure}
            onMeasure={(measure) => change({ measure })}
          />
          <UsageTable
            lines={rows}
            by={groups}
            tools={
              <Switch label="A row for each day" size="xs" checked={daily} onChange={(e) => setDaily(e.currentTarget.checked)} />
            }
          />
        </Stack>
      )}
    </Page>
  );
}
