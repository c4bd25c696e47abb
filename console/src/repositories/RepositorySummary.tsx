import { List, Paper, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { Age } from '../parts/Age';
import { KeyValues } from '../parts/KeyValues';
import { Panel } from '../parts/Panel';
import { healthMessage, type Repository } from './health';
import { Offered } from './Offered';
import { ruleSentence } from './rules';

const afterwards: Record<string, string> = {
  Keep: 'It stays.',
  Deprecate: 'It is deprecated.',
  Remove: 'It is removed, unless something runs it.',
};

/** How a repository stands, and what it is told to do. */
export function RepositorySummary({ repository }: { repository: Repository }) {
  const { spec, status } = repository;
  const source = spec?.source;
  const message = healthMessage(repository);
  return (
    <Stack>
      {message && (
        <Paper withBorder radius="lg" bg="var(--surface)" px="lg" py="md" role="status">
          <Text size="sm">{message}</Text>
        </Paper>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Panel title="Looks">
          <KeyValues
            items={[
              ['Last look', <Age key="last" time={status?.lastSyncTime} />],
              [
                'Next look',
                status?.nextSyncTime ? <Age key="next" time={status.nextSyncTime} /> : 'when it changes, and when asked',
              ],
              ['Schedule', spec?.schedule && `${spec.schedule} (cron, UTC)`],
              ['Found there', status?.found],
              ['Rules take', status?.selected],
              ['What is taken', spec?.sync === 'Offer' ? 'is offered, and fetched when somebody asks' : 'is fetched'],
              ['What is gone', afterwards[spec?.onDelete ?? 'Keep']],
            ]}
          />
        </Panel>
        <Panel title="Source">
          <KeyValues
            items={[
              ['Address', source?.url],
              ['Looks into', source?.repositories?.join(', ')],
              ['Credentials', source?.secretRef?.name && `Secret ${source.secretRef.name}`],
              ['Authority', source?.caSecretRef?.name && `Secret ${source.caSecretRef.name}`],
              ['Endpoint', source?.endpoint],
              ['Region', source?.region],
              ['Proxy', source?.proxy],
              ['Encrypted', source?.insecure ? 'no: plain HTTP' : undefined],
              ['Bandwidth', source?.bandwidth && `${source.bandwidth} a second`],
              ['At a time', source?.concurrency && `${source.concurrency} downloads`],
            ]}
          />
        </Panel>
      </SimpleGrid>
      <Panel title="Rules" description="The first that matches a version decides about it; what none matches is left out.">
        {spec?.rules?.length ? (
          <List type="ordered" size="sm" spacing={4}>
            {spec.rules.map((rule, i) => (
              <List.Item key={i}>{ruleSentence(rule)}</List.Item>
            ))}
          </List>
        ) : (
          <Text size="sm">There are none, so nothing comes in.</Text>
        )}
      </Panel>
      {!!status?.offered?.length && <Offered repository={repository} offered={status.offered} />}
      {!!status?.problems?.length && <Problems problems={status.problems} />}
    </Stack>
  );
}

function Problems({ problems }: { problems: NonNullable<NonNullable<Repository['status']>['problems']> }) {
  return (
    <Panel title="What somebody should look at">
      <Table aria-label="Problems">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Version there</Table.Th>
            <Table.Th>Problem</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.map(({ repository, version, reason, message }, i) => (
            <Table.Tr key={i}>
              <Table.Td style={{ whiteSpace: 'nowrap', verticalAlign: 'top' }}>
                {repository}:{version}
              </Table.Td>
              <Table.Td>
                {message}
                <Text size="xs" c="var(--muted)">
                  {reason}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
