import { Group, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { StatusBadge } from '../../parts/StatusBadge';
import type { Version } from '../names';

/** What each policy that applies asks for: what it has got, and what is missing and who can give it. */
export function PolicyProgressList({ version }: { version: Version }) {
  const policies = version.status?.policies ?? [];
  const decisions = version.status?.decisions ?? [];
  if (policies.length === 0)
    return (
      <Text size="sm" c="var(--muted)">
        Which policies apply is said once the version is scanned.
      </Text>
    );
  return (
    <Stack gap="md">
      {policies.map(({ policy, satisfied, missing }) => (
        <div key={policy}>
          <Group gap="sm" mb={4}>
            <StatusBadge tone={satisfied ? 'good' : 'waiting'}>{satisfied ? 'Satisfied' : 'Waits'}</StatusBadge>
            <PolicyName policy={policy} />
          </Group>
          <List size="sm" spacing={2} c="var(--muted)">
            {policies.length === 1 && decisions.some((d) => d.for) && (
              <List.Item>
                Given by{' '}
                {decisions
                  .filter((d) => d.for)
                  .map((d) => `${d.by} for ${d.for}`)
                  .join(', ')}
                .
              </List.Item>
            )}
            {missing?.map((sentence) => (
              <List.Item key={sentence}>{sentence.replace(/ \(policy [^)]*\)/, '')}</List.Item>
            ))}
          </List>
        </div>
      ))}
    </Stack>
  );
}

/** Where no policy applies, the API speaks of one that nobody wrote. */
function PolicyName({ policy }: { policy?: string }) {
  if (policy === 'default') return <Text size="sm">No policy applies: one approval is needed</Text>;
  return (
    <Text
      size="sm"
      fw={500}
      renderRoot={(props) => (
        <Link to="/library/policies/$kind/$name" params={{ kind: 'approvalpolicies', name: policy! }} {...props} />
      )}
    >
      Policy {policy}
    </Text>
  );
}
