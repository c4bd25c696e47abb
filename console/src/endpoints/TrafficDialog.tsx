import { Text } from '@mantine/core';
import { type Endpoint, kinds, type Served } from '../api/kinds';
import { patch } from '../api/resources';
import { FormDialog } from '../parts/FormDialog';
import { changeTo, type Share, trafficText } from './traffic';

interface TrafficDialogProps {
  endpoint: Served<Endpoint>;
  title: string;
  submit: string;
  before: Share[];
  next: Share[];
  onClose: () => void;
  onDone?: () => void;
}

/** Shows what changes before it does; what was before is kept with it. */
export function TrafficDialog({ endpoint, title, submit, before, next, onClose, onDone }: TrafficDialogProps) {
  const { name, namespace } = endpoint.metadata;
  return (
    <FormDialog
      title={title}
      submit={submit}
      action={(dryRun) => patch(kinds.endpoints, namespace, name, changeTo(endpoint, next), { dryRun })}
      done={`Calls to ${name} now go to ${trafficText(next)}.`}
      onDone={() => {
        onDone?.();
        onClose();
      }}
      onClose={onClose}
    >
      {() => (
        <>
          <Text size="sm">
            Calls to {name} go to <strong>{trafficText(before)}</strong> now, and then to <strong>{trafficText(next)}</strong>.
          </Text>
          <Text size="sm" c="var(--muted)">
            Conversations that are under way stay where they are as long as that still gets calls. It can be undone.
          </Text>
        </>
      )}
    </FormDialog>
  );
}
