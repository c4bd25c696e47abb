import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ModelDeployment, Served } from '../api/kinds';
import { StatusBadge } from '../parts/StatusBadge';
import { toneOf } from './phase';

/** Why a deployment is not as it should be, and where to look or what to do next. */
export function Attention({ deployment }: { deployment: Served<ModelDeployment> }) {
  const { metadata, spec, status } = deployment;
  const phase = status?.phase ?? 'Pending';
  if (phase === 'Running') return null;
  const bad = phase === 'Failed';
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" px="lg" py="md" role="status">
      <Stack gap={6}>
        <StatusBadge tone={toneOf(deployment)}>{titles[phase] ?? phase}</StatusBadge>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {status?.message ?? 'It was just created.'}
        </Text>
        {phase !== 'Stopped' && spec?.engine?.type !== 'external' && (
          <Group gap="md">
            <TabLink deployment={metadata} tab={bad ? 'logs' : 'replicas'}>
              {bad ? 'Look at the log' : 'Look at the replicas'}
            </TabLink>
            <TabLink deployment={metadata} tab="events">
              Look at the events
            </TabLink>
          </Group>
        )}
        {phase === 'Stopped' && <Text size="sm">Press Start to have it run again.</Text>}
      </Stack>
    </Paper>
  );
}

const titles: Record<string, string> = {
  Pending: 'Nothing runs yet',
  Pulling: 'The model is fetched',
  Loading: 'The engine loads the model',
  Updating: 'A change is rolled out; it answers meanwhile',
  Degraded: 'It answers, but not as it should',
  Failed: 'It will not start by itself',
  Stopped: 'It is stopped',
};

function TabLink({
  deployment: { name, namespace },
  tab,
  children,
}: {
  deployment: { name: string; namespace?: string };
  tab: string;
  children: string;
}) {
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => (
        <Link to="/deployments/$namespace/$name" params={{ namespace: namespace!, name }} search={{ tab }} {...props} />
      )}
    >
      {children}
    </Anchor>
  );
}
