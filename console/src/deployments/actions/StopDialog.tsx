import { Text } from '@mantine/core';
import { FormDialog } from '../../parts/FormDialog';
import { change, type DialogProps } from './change';
import { useAffected } from './useAffected';

export function StopDialog({ deployment, onClose }: DialogProps) {
  const { name, namespace } = deployment.metadata;
  const stopped = deployment.spec?.stopped === true;
  const { endpoints, keys } = useAffected(namespace!, name);
  return (
    <FormDialog
      title={stopped ? `Start ${name}?` : `Stop ${name}?`}
      submit={stopped ? 'Start' : 'Stop'}
      danger={!stopped}
      action={(dryRun) => change(deployment, { stopped: stopped ? null : true }, dryRun)}
      done={stopped ? `${name} starts.` : `${name} is stopped.`}
      onClose={onClose}
    >
      {() =>
        stopped ? (
          <Text size="sm">Its replicas start again, as everything else still says.</Text>
        ) : (
          <>
            <Text size="sm">
              Its replicas end, and calls to it are refused until it is started. Everything else stays as it is.
            </Text>
            {endpoints.length > 0 && <Text size="sm">These endpoints send calls to it: {endpoints.join(', ')}.</Text>}
            {keys.length > 0 && <Text size="sm">These keys are for it: {keys.join(', ')}.</Text>}
          </>
        )
      }
    </FormDialog>
  );
}
