import { Text } from '@mantine/core';
import { blank } from './form/draft';
import type { Repository } from './health';
import { Preview } from './preview/Preview';

/** What the rules would take now, and why not the rest. */
export function PreviewTab({ repository }: { repository: Repository }) {
  return (
    <>
      <Text size="sm" c="var(--muted)" mb="sm">
        The source is asked now, and nothing is fetched.
      </Text>
      <Preview namespace={repository.metadata.namespace!} spec={repository.spec ?? blank} />
    </>
  );
}
