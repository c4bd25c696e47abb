import { Text } from '@mantine/core';
import { FormDialog } from '../../parts/FormDialog';
import { change, type DialogProps } from './change';

/** Replicas are replaced when anything about them changes: this changes when somebody last asked for it. */
const restartedAt = 'modelyard.dev/restarted-at';

export function RestartDialog({ deployment, onClose }: DialogProps) {
  const { name } = deployment.metadata;
  return (
    <FormDialog
      title={`Restart ${name}?`}
      submit="Restart"
      action={(dryRun) => change(deployment, { annotations: { [restartedAt]: new Date().toISOString() } }, dryRun)}
      done={`${name} restarts.`}
      onClose={onClose}
    >
      {() => (
        <Text size="sm">
          New replicas take the place of those that run. What runs answers until the new ones do, if there is room for both.
        </Text>
      )}
    </FormDialog>
  );
}
