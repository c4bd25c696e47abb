import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { create } from '../api/resources';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Panel } from '../parts/Panel';
import type { Repository } from './health';
import { resourceName } from './rules';

type Offer = NonNullable<NonNullable<Repository['status']>['offered']>[0];

/** What the rules take and nobody has asked for yet. */
export function Offered({ repository, offered }: { repository: Repository; offered: Offer[] }) {
  const { namespace, name } = repository.metadata;
  const mayTake = useAccess({ verb: 'create', kind: kinds.modelVersions, namespace });
  const take = useMutation({
    mutationFn: ({ model, version, uri, revision }: Offer) =>
      create(kinds.modelVersions, {
        metadata: {
          namespace,
          name: resourceName(model ?? '', version ?? ''),
          labels: { ...repository.spec?.versionLabels, 'modelyard.dev/repository': name },
        },
        spec: { model: model!, version: version!, source: { uri: uri!, repository: name, ...(revision ? { revision } : {}) } },
      }),
    onSuccess: ({ spec }) => notifications.show({ message: `${spec?.model}:${spec?.version} is being fetched.` }),
  });
  return (
    <Panel title="Offered" description="What the rules take. It is fetched when somebody asks for it.">
      <Stack gap="xs">
        <ErrorNotice error={take.error} />
        {offered.map((offer) => (
          <Group key={`${offer.model}:${offer.version}`} justify="space-between" wrap="nowrap">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {offer.model}:{offer.version}
            </Text>
            {mayTake && (
              <Button
                size="compact-sm"
                variant="default"
                loading={take.isPending && take.variables === offer}
                onClick={() => take.mutate(offer)}
                aria-label={`Take ${offer.model}:${offer.version}`}
              >
                Take
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
