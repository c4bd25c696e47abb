import { Alert, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMayOpen } from '../app/useNavigation';
import { limitsText } from '../limits/text';
import { Age } from '../parts/Age';
import { bytes, money, quantity } from '../parts/format';
import { KeyValues } from '../parts/KeyValues';
import classes from '../parts/links.module.css';
import { Panel } from '../parts/Panel';
import type { Org } from './organization';
import { spentQuery } from './spent';

export function OrganizationSummary({ organization }: { organization: Org }) {
  const { metadata, spec, status } = organization;
  const ready = status?.conditions?.find((c) => c.type === 'Ready');
  return (
    <Stack>
      {ready?.status === 'False' && (
        <Alert color="yellow" variant="light" title={ready.reason}>
          {ready.message}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel title="What it may use" description="All that apply count: a call is let in by all of them or by none.">
          <KeyValues
            items={[
              ['Together', limitsText(spec?.limits) || 'not limited'],
              ['Each member', limitsText(spec?.userLimits) || 'not limited'],
              ['Each key', limitsText(spec?.keyLimits) || 'not limited'],
              ['Keys must end', spec?.keys?.maxLifetime ? `within ${spec.keys.maxLifetime}` : 'not necessarily'],
            ]}
          />
        </Panel>
        <Panel title="What it used">
          <Stack gap="md">
            <Spent organization={organization} />
            <Kept organization={organization} />
          </Stack>
        </Panel>
        <Panel title="About it">
          <KeyValues
            items={[
              ['Plan', spec?.plan],
              ['Home project', metadata.name],
              ['Projects', status?.projects],
              ['Created', <Age key="age" time={metadata.creationTimestamp} />],
            ]}
          />
        </Panel>
        <Panel title="Elsewhere">
          <div className={classes.links}>
            <Elsewhere to="/keys" project={metadata.name} label="Its API keys" />
            <Elsewhere to="/usage" project={metadata.name} label="Its usage and cost" />
            <Elsewhere to="/deployments" project={metadata.name} label="Its deployments" />
            <Elsewhere to="/audit" project={metadata.name} label="Who changed what in it" />
          </div>
        </Panel>
      </SimpleGrid>
    </Stack>
  );
}

function Elsewhere({ to, project, label }: { to: string; project: string; label: string }) {
  if (!useMayOpen()(to)) return null;
  return (
    <Link to={to} search={{ project }} className={classes.link}>
      {label}
    </Link>
  );
}

function Spent({ organization }: { organization: Org }) {
  const budget = organization.spec?.budget;
  const { data } = useQuery(spentQuery(organization.metadata.name, budget?.period ?? 'Month'));
  const spent = data?.find((row) => row.currency === budget?.currency)?.cost ?? 0;
  const period = budget?.period === 'Day' ? 'today' : 'this month';
  if (!budget) {
    const costs = (data ?? []).filter((row) => row.currency).map((row) => money(row.cost, row.currency));
    return <Measure label={`Spent ${period}`} text={costs.length ? costs.join(', ') : 'nothing'} />;
  }
  return (
    <Measure
      label={`Spent ${period} (UTC)`}
      text={`${money(spent, budget.currency)} of ${money(budget.amount, budget.currency)}`}
      part={Number(spent) / Number(budget.amount)}
    />
  );
}

function Kept({ organization }: { organization: Org }) {
  const used = organization.status?.modelBytes ?? 0;
  const most = quantity(organization.spec?.modelStorage);
  return Number.isNaN(most) ? (
    <Measure label="Models kept" text={bytes(used)} />
  ) : (
    <Measure label="Models kept" text={`${bytes(used)} of ${bytes(most)}`} part={used / most} />
  );
}

function Measure({ label, text, part }: { label: string; text: string; part?: number }) {
  return (
    <div>
      <div className={classes.measure}>
        <Text size="sm" c="var(--muted)">
          {label}
        </Text>
        <Text size="sm">{text}</Text>
      </div>
      {part !== undefined && (
        <Progress
          value={Math.min(100, part * 100)}
          color={part >= 1 ? 'red' : part >= 0.8 ? 'yellow' : 'accent'}
          size="sm"
          mt={6}
          aria-label={`${label}: ${text}`}
        />
      )}
    </div>
  );
}
