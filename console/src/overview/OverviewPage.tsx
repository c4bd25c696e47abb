import { Button, Grid, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { isForbidden } from '../api/errors';
import { kinds } from '../api/kinds';
import { useSelf } from '../api/projects';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { useInService } from '../deployments/inService';
import { answers } from '../deployments/phase';
import { useWaitingForMe } from '../library/approvals/useWaitingForMe';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { Page } from '../parts/Page';
import { Panel } from '../parts/Panel';
import { Stat } from '../parts/Stat';
import { FirstSteps } from './FirstSteps';
import { NeedList } from './NeedList';
import { Nowhere } from './Nowhere';
import { needsOf } from './needs';
import { RunningList } from './RunningList';
import { UsageStats } from './UsageStats';
import { YourPlace } from './YourPlace';

export function OverviewPage() {
  const project = useProject();
  const deployments = useInService(project);
  const versions = useAcrossProjects(kinds.modelVersions, project);
  const repositories = useAcrossProjects(kinds.modelRepositories, project);
  const mine = useWaitingForMe(versions.items);
  const mayDeploy = useWhere({ verb: 'create', kind: kinds.modelDeployments }, project).projects.length > 0;
  const needs = needsOf(deployments.items, versions.items, repositories.items);
  const forMe = needs.filter((n) => mine.has(n.id));
  const others = needs.filter((n) => !mine.has(n.id));
  const running = deployments.items.filter(answers);
  const pending = deployments.pending || versions.pending;
  const self = useSelf();
  // Whoever looks after the whole installation knows what to do here, or is led through its first steps.
  const everywhere = !!self?.rights.listOrganizations;
  const nowhere = self !== undefined && self.projects.length === 0;
  const empty =
    !pending &&
    !deployments.error &&
    everywhere &&
    deployments.items.length + versions.items.length + repositories.items.length === 0;
  return (
    <Page
      title="Overview"
      description="What runs, what waits and why, and what needs you."
      actions={
        mayDeploy &&
        !empty && (
          <Button leftSection={<IconRocket size={16} />} renderRoot={(props) => <Link to="/deploy" {...props} />}>
            Deploy a model
          </Button>
        )
      }
    >
      {!isForbidden(deployments.error) && <ErrorNotice error={deployments.error} onRetry={deployments.refetch} />}
      {nowhere && <Nowhere />}
      {pending && <Loading />}
      {empty && <FirstSteps />}
      {!pending && !empty && !nowhere && (
        <>
          {!everywhere && <YourPlace />}
          {!deployments.error && (
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
              <Stat label="Deployments that answer" value={running.length} detail={`of ${deployments.items.length}`} />
              <UsageStats project={project} />
            </SimpleGrid>
          )}
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Stack gap="lg">
                {forMe.length > 0 && (
                  <Panel title="Needs you" description="Approvals that you are asked for.">
                    <NeedList label="Needs you" needs={forMe} />
                  </Panel>
                )}
                <Panel title="Waits, and why">
                  {others.length === 0 ? (
                    <Text size="sm" c="var(--muted)">
                      Nothing waits: deployments, versions and repositories are as they should be.
                    </Text>
                  ) : (
                    <NeedList label="Waits, and why" needs={others} />
                  )}
                </Panel>
              </Stack>
            </Grid.Col>
            {!deployments.error && (
              <Grid.Col span={{ base: 12, lg: 5 }}>
                <Panel title="Runs">
                  <RunningList deployments={running} />
                </Panel>
              </Grid.Col>
            )}
          </Grid>
        </>
      )}
    </Page>
  );
}
