import { Group, SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ObjectMeta } from '../api/kinds';
import { Age } from '../parts/Age';
import { CopyIcon } from '../parts/CodeBlock';
import { type ConditionLike, Conditions } from '../parts/Conditions';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';
import { inWords, type Resources } from './resources';

type Items = [string, ReactNode][];

interface Props {
  running: { metadata: ObjectMeta; status?: { url?: string | null; conditions?: ConditionLike[] | null } };
  /** What is to be said before anything else. */
  notice?: ReactNode;
  /** The model, and what runs it. */
  model: Items;
  /** What each replica gets. */
  resources: Resources;
  replicas: { ready: number; all: number };
  /** How the number of replicas follows the load. */
  scaling?: ReactNode;
  /** Where else calls come from, and where they go on to. */
  calls?: Items;
  /** More panels. */
  children?: ReactNode;
}

/** What runs, what it has and where it answers, in the same words for whatever serves a model. */
export function RunningSummary({ running, notice, model, resources, replicas, scaling, calls = [], children }: Props) {
  const { metadata, status } = running;
  return (
    <Stack gap="lg">
      {notice}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Panel title="What runs">
          <KeyValues
            items={[
              ...model,
              ['Each replica gets', inWords(resources)],
              ['Replicas', `${replicas.ready} of ${replicas.all} answer`],
              ['Follows the load', scaling],
              ['Created', <Age key="age" time={metadata.creationTimestamp} />],
            ]}
          />
        </Panel>
        <Panel title="Where it answers">
          <KeyValues
            items={[
              ['Called as', metadata.name],
              [
                'Address',
                status?.url && (
                  <Group gap={4} wrap="nowrap">
                    {status.url} <CopyIcon value={status.url} label="Copy address" />
                  </Group>
                ),
              ],
              ...calls,
            ]}
          />
        </Panel>
        {children}
      </SimpleGrid>
      <Panel title="Conditions">
        <Conditions conditions={status?.conditions} />
      </Panel>
    </Stack>
  );
}
