import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { kinds } from '../../api/kinds';
import { useAcrossProjects } from '../../api/useAcrossProjects';
import { Age } from '../../parts/Age';
import { Panel } from '../../parts/Panel';
import { Lineage } from '../lineage/lineage';
import type { Version } from '../names';
import { ServingHistory } from './ServingHistory';

/** What runs a version now, and what ran it when. */
export default function UsageTab({ version }: { version: Version }) {
  const deployments = useAcrossProjects(kinds.modelDeployments);
  const known = new Lineage([], deployments.items).deploymentsOf(version);
  const { by = [], endedAt } = version.status?.usage ?? {};
  return (
    <Stack>
      <Panel title="What uses it now">
        {by.length === 0 ? (
          <Text size="sm" c="var(--muted)">
            Nothing{endedAt ? ', since ' : '.'}
            {endedAt && <Age time={endedAt} />}
          </Text>
        ) : (
          <List size="sm">
            {by.map((user) => {
              const deployment = known.find(({ metadata }) => user.includes(metadata.name) && user.includes(metadata.namespace!));
              return (
                <List.Item key={user}>
                  {deployment ? (
                    <Anchor
                      size="sm"
                      renderRoot={(props) => (
                        <Link
                          to="/deployments/$namespace/$name"
                          params={{ namespace: deployment.metadata.namespace!, name: deployment.metadata.name }}
                          {...props}
                        />
                      )}
                    >
                      {user}
                    </Anchor>
                  ) : (
                    user
                  )}
                </List.Item>
              );
            })}
          </List>
        )}
      </Panel>
      <ServingHistory version={version} />
    </Stack>
  );
}
