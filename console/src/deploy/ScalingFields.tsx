import { SegmentedControl, Select, SimpleGrid, Stack } from '@mantine/core';
import { useField } from './draft';
import { NumberField } from './fields';

const metrics = [
  { value: 'concurrency', label: 'Requests under way' },
  { value: 'rps', label: 'Requests per second' },
  { value: 'cpu', label: 'Percent of the processors' },
];

/** Either so many replicas, or as many as the load needs. */
export function ScalingFields() {
  const scaling = useField('spec.scaling');
  const replicas = useField('spec.replicas');
  const metric = useField('spec.scaling.metric');
  const follows = scaling.value !== undefined;
  const change = (value: string) => {
    if (value !== 'fixed') replicas.set(undefined);
    scaling.set(value === 'fixed' ? undefined : { maxReplicas: 2, metric: 'concurrency', target: 4 });
  };
  return (
    <Stack>
      <SegmentedControl
        aria-label="Number of replicas"
        value={follows ? 'load' : 'fixed'}
        onChange={change}
        data={[
          { value: 'fixed', label: 'A fixed number' },
          { value: 'load', label: 'Follows the load' },
        ]}
      />
      {follows ? (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberField path="spec.scaling.minReplicas" label="At least" min={0} placeholder="1" />
          <NumberField path="spec.scaling.maxReplicas" label="At most" min={1} required />
          <Select
            label="What is looked at"
            data={metrics}
            value={typeof metric.value === 'string' ? metric.value : null}
            onChange={metric.set}
            error={metric.error}
            allowDeselect={false}
          />
          <NumberField path="spec.scaling.target" label="To hold, per replica" min={1} required />
        </SimpleGrid>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberField path="spec.replicas" label="Replicas" min={1} placeholder="1" />
        </SimpleGrid>
      )}
    </Stack>
  );
}
