import { Button, Group, Text } from '@mantine/core';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useAcrossProjects } from '../api/useAcrossProjects';
import { useResources } from '../api/useResources';
import { bytes, quantity } from '../parts/format';
import { useDraft } from './draft';
import { versionOf } from './prefill';

/** What the library knows the model to need, and what the machines have, beside the fields that decide it. */
export function ModelNeeds() {
  const { deployment, set } = useDraft();
  const { namespace } = deployment.metadata ?? {};
  const { items } = useAcrossProjects(kinds.modelVersions);
  const nodes = useResources(kinds.nodes, {}, useAccess({ verb: 'list', kind: kinds.nodes }));
  const version = versionOf(deployment.spec?.model?.version, namespace, items);
  const needs = version?.status?.metadata?.memory ?? [];
  const most = Math.max(0, ...nodes.items.map((n) => quantity(n.status?.allocatable?.memory)));
  const gpus = Math.max(0, ...nodes.items.map((n) => quantity(n.status?.allocatable?.['nvidia.com/gpu'] ?? 0)));
  return (
    <Group gap="lg">
      {needs.map(({ contextLength = 0, bytes: needed = 0 }) => (
        <Group key={contextLength} gap="xs">
          <Text size="sm">
            Needs {bytes(needed)} with {contextLength.toLocaleString('en')} tokens of context
          </Text>
          <Button variant="default" size="compact-xs" onClick={() => set('spec.resources.memory', reservation(needed))}>
            Reserve {reservation(needed)}
          </Button>
        </Group>
      ))}
      {nodes.items.length > 0 && (
        <Text size="sm" c="var(--muted)">
          The largest machine has {bytes(most)} of memory and {gpus === 0 ? 'no GPU' : `${gpus} GPUs`}.
        </Text>
      )}
    </Group>
  );
}

/** Rounded up to what one would write. */
const reservation = (needed: number): string => {
  const mebi = Math.ceil(needed / 2 ** 20);
  return mebi < 4096 ? `${mebi}Mi` : `${Math.ceil(mebi / 1024)}Gi`;
};
