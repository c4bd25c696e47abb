import { NumberInput, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../parts/FormDialog';
import { change, type DialogProps } from './change';

type Count = number | string;

export function ScaleDialog({ deployment, onClose }: DialogProps) {
  const { name } = deployment.metadata;
  const { scaling } = deployment.spec ?? {};
  const [replicas, setReplicas] = useState<Count>(deployment.spec?.replicas ?? 1);
  const [least, setLeast] = useState<Count>(scaling?.minReplicas ?? 1);
  const [most, setMost] = useState<Count>(scaling?.maxReplicas ?? 1);
  const wanted = scaling
    ? { scaling: { minReplicas: orNull(least), maxReplicas: orNull(most) } }
    : { replicas: orNull(replicas) };
  return (
    <FormDialog
      title={`Scale ${name}`}
      submit="Scale"
      action={(dryRun) => change(deployment, wanted, dryRun)}
      done={`${name} is scaled.`}
      onClose={onClose}
    >
      {(errorOf) =>
        scaling ? (
          <SimpleGrid cols={2}>
            <NumberInput
              label="At least"
              value={least}
              onChange={setLeast}
              min={0}
              clampBehavior="none"
              error={errorOf('spec.scaling.minReplicas')}
              data-autofocus
            />
            <NumberInput
              label="At most"
              value={most}
              onChange={setMost}
              min={1}
              clampBehavior="none"
              error={errorOf('spec.scaling.maxReplicas')}
            />
          </SimpleGrid>
        ) : (
          <>
            <NumberInput
              label="Replicas"
              value={replicas}
              onChange={setReplicas}
              min={1}
              clampBehavior="none"
              error={errorOf('spec.replicas')}
              data-autofocus
            />
            <Text size="sm" c="var(--muted)">
              To have none, stop it.
            </Text>
          </>
        )
      }
    </FormDialog>
  );
}

const orNull = (count: Count): Count | null => (count === '' ? null : count);
