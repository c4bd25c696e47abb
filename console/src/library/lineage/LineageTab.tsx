import { SimpleGrid, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { kinds } from '../../api/kinds';
import { useAcrossProjects } from '../../api/useAcrossProjects';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import type { Version } from '../names';
import { Lineage } from './lineage';
import { Relatives } from './Relatives';

/** What a version was made from, step by step, and what was made from it, down to what runs. */
export default function LineageTab({ version }: { version: Version }) {
  const versions = useAcrossProjects(kinds.modelVersions);
  const deployments = useAcrossProjects(kinds.modelDeployments);
  const lineage = useMemo(() => new Lineage(versions.items, deployments.items), [versions.items, deployments.items]);
  if (versions.pending) return <Loading />;
  if (versions.error) return <ErrorNotice error={versions.error} onRetry={versions.refetch} />;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel title="Made from" description="As whoever submitted it says, and where that says nothing, its card.">
          <Relatives relatives={lineage.ancestorsOf(version)} none="Nobody has said what it was made from." />
        </Panel>
        <Panel title="What was made from it" description="Over all that you may see.">
          <Relatives relatives={lineage.descendantsOf(version)} none="Nothing was made from it, and nothing deploys it." />
        </Panel>
      </SimpleGrid>
    </Stack>
  );
}
