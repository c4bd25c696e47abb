import { SimpleGrid, Stack, Text } from '@mantine/core';
import { Panel } from '../parts/Panel';
import { useDraft } from './draft';
import { fieldsOf } from './engines';
import { NumberField, TextField } from './fields';
import { ModelNeeds } from './ModelNeeds';
import { ScalingFields } from './ScalingFields';

/** What each replica gets, and how many there are. */
export function ResourcesStep() {
  const type = useDraft().deployment.spec?.engine?.type;
  if (!fieldsOf(type).includes('spec.resources'))
    return (
      <Panel title="Resources and scaling">
        <Stack>
          <Text size="sm" c="var(--muted)">
            Nothing runs here: the service elsewhere has its own resources and replicas.
          </Text>
          <ConcurrencyFields />
        </Stack>
      </Panel>
    );
  return (
    <Stack gap="lg">
      <Panel title="Each replica gets" description="What is left empty is not reserved.">
        <Stack>
          <ModelNeeds />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextField path="spec.resources.cpu" label="Processors" placeholder="4, or 500m for a half" />
            <TextField path="spec.resources.memory" label="Memory" placeholder="8Gi" />
            <NumberField path="spec.resources.gpus" label="GPUs" min={0} placeholder="None" />
            <TextField path="spec.resources.acceleratorClass" label="Class of GPU" placeholder="Any" />
          </SimpleGrid>
        </Stack>
      </Panel>
      <Panel title="How many replicas">
        <Stack>
          <ScalingFields />
          <ConcurrencyFields />
        </Stack>
      </Panel>
    </Stack>
  );
}

function ConcurrencyFields() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <NumberField
        path="spec.concurrency.perReplica"
        label="Requests at once, per replica"
        min={1}
        placeholder="As many as it takes"
      />
      <NumberField path="spec.concurrency.queueLength" label="Requests that may wait" min={0} placeholder="100" />
      <TextField path="spec.concurrency.queueTimeout" label="Longest wait" placeholder="30s" />
    </SimpleGrid>
  );
}
