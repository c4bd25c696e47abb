import { Select, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { Pod, Served } from '../api/kinds';
import { LogView } from '../logs/LogView';
import { restartsOf } from './replicas';

/** What a replica says; which of them, and which of its containers, one chooses. */
export function DeploymentLogs({ pods }: { pods: Served<Pod>[] }) {
  const [chosen, setChosen] = useState<string>();
  const [container, setContainer] = useState<string>();
  const [previous, setPrevious] = useState(false);
  const pod = pods.find((p) => p.metadata.name === chosen) ?? pods[0];
  if (!pod)
    return (
      <Text size="sm" c="var(--muted)">
        Nothing runs at the moment, so nothing is said.
      </Text>
    );
  const engine = pod.spec?.containers?.map((c) => c.name!) ?? [];
  const before = pod.spec?.initContainers?.map((c) => c.name!) ?? [];
  const containers = [...engine, ...before];
  // Until the model is fetched, only what fetches it has anything to say.
  const fetched = pod.status?.conditions?.some((c) => c.type === 'Initialized' && c.status === 'True');
  const shown = containers.includes(container ?? '') ? container : (fetched ? engine : [...before, ...engine])[0];
  return (
    <LogView
      namespace={pod.metadata.namespace!}
      pod={pod.metadata.name}
      container={shown}
      previous={previous}
      tools={
        <>
          <Select
            aria-label="Replica"
            size="xs"
            w={300}
            data={pods.map((p) => p.metadata.name)}
            value={pod.metadata.name}
            onChange={(value) => setChosen(value ?? undefined)}
            allowDeselect={false}
          />
          {containers.length > 1 && (
            <Select
              aria-label="Container"
              size="xs"
              w={170}
              data={containers}
              value={shown}
              onChange={(value) => setContainer(value ?? undefined)}
              allowDeselect={false}
            />
          )}
          {restartsOf(pod) > 0 && (
            <Switch
              size="xs"
              label="Before the restart"
              checked={previous}
              onChange={(e) => setPrevious(e.currentTarget.checked)}
            />
          )}
        </>
      }
    />
  );
}
