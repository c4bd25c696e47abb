import { SimpleGrid, Stack } from '@mantine/core';
import type { Version } from '../names';
import { ModelCard } from './ModelCard';
import { ModelFacts } from './ModelFacts';
import { VersionFiles } from './VersionFiles';

/** What a version is: what its files say, what its authors wrote, what it needs. */
export default function CardTab({ version }: { version: Version }) {
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <ModelFacts version={version} />
      </SimpleGrid>
      <ModelCard version={version} />
      <VersionFiles version={version} />
    </Stack>
  );
}
