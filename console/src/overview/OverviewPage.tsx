import { SimpleGrid } from '@mantine/core';
import { kinds } from '../api/kinds';
import { useResources } from '../api/useResources';
import { useProject } from '../app/project';
import { needsAttention } from '../deployments/phase';
import { Page } from '../parts/Page';
import { Stat } from '../parts/Stat';

export function OverviewPage() {
  const project = useProject();
  const deployments = useResources(kinds.modelDeployments, { namespace: project });
  const running = deployments.items.filter((d) => d.status?.phase === 'Running').length;
  return (
    <Page title="Overview" description="What runs, what waits and why, and what needs you.">
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
        <Stat label="Deployments running" value={running} detail={`${deployments.items.length} in all`} />
        <Stat label="Need attention" value={deployments.items.filter(needsAttention).length} />
      </SimpleGrid>
    </Page>
  );
}
