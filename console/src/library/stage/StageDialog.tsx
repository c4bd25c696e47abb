import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { kinds } from '../../api/kinds';
import { patch } from '../../api/resources';
import { Dialog } from '../../parts/Dialog';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { fullName, shortName, stageLabel, stageOf, stages, type Version } from '../names';

const meanings: Record<(typeof stages)[number], string> = {
  candidate: 'Somebody looks at it.',
  staging: 'It is tried before people depend on it.',
  production: 'People depend on it.',
  deprecated: 'It runs, with a warning to whoever deploys it.',
  retired: 'Nothing of it is started any more.',
};

const move = ({ metadata }: Version, stage: string, options: { dryRun?: boolean; signal?: AbortSignal } = {}) =>
  patch(
    kinds.modelVersions,
    metadata.namespace,
    metadata.name,
    { metadata: { labels: { [stageLabel]: stage === 'candidate' ? null : stage } } },
    options,
  );

/** Says what a version is used for from now on; first whether the server would have it so. */
export function StageDialog({ version, opened, onClose }: { version: Version; opened: boolean; onClose: () => void }) {
  if (!opened) return null;
  return (
    <Dialog onClose={onClose} title={`Stage of ${shortName(version)}`}>
      <StageForm version={version} onClose={onClose} />
    </Dialog>
  );
}

function StageForm({ version, onClose }: { version: Version; onClose: () => void }) {
  const current = stageOf(version);
  const [stage, setStage] = useState(current);
  const trial = useQuery({
    queryKey: ['stage', version.metadata.uid, version.metadata.resourceVersion, stage],
    queryFn: ({ signal }) => move(version, stage, { dryRun: true, signal }),
    enabled: stage !== current,
    retry: false,
    gcTime: 0,
  });
  const change = useMutation({
    mutationFn: () => move(version, stage),
    onSuccess: () => {
      notifications.show({ message: `${fullName(version)} is in ${stage}.` });
      onClose();
    },
  });
  const users = version.status?.usage?.by ?? [];
  return (
    <Stack>
      <Radio.Group value={stage} onChange={setStage} aria-label="Stage">
        <Stack gap="xs">
          {stages.map((name) => (
            <Radio
              key={name}
              value={name}
              label={name === current ? `${name} (now)` : name}
              description={meanings[name]}
              data-autofocus={name === current || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ErrorNotice error={trial.error} title="What stands in the way" />
      {trial.isSuccess && users.length > 0 && (stage === 'deprecated' || stage === 'retired') && (
        <Text size="sm">It is used by {users.join(', ')}. Whoever runs that is told in its status.</Text>
      )}
      <ErrorNotice error={change.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={stage === current || !trial.isSuccess} loading={change.isPending} onClick={() => change.mutate()}>
          Change stage
        </Button>
      </Group>
    </Stack>
  );
}
