import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Kind } from '../api/kinds';
import { remove } from '../api/resources';
import { Dialog } from './Dialog';
import { ErrorNotice } from './ErrorNotice';

export interface ConfirmDeleteProps {
  kind: Kind;
  namespace?: string;
  name: string;
  /** What goes with it or stops, in words. */
  affected?: ReactNode[];
  /** What deleting it is called: `Revoke`, `is revoked`. */
  words?: { act: string; done: string };
  opened: boolean;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Asks before something is deleted: what it is, what goes with it, and first whether the server would do it at all (a dry run). */
export function ConfirmDelete(props: ConfirmDeleteProps) {
  const {
    kind,
    namespace,
    name,
    affected = [],
    words = { act: 'Delete', done: 'is deleted' },
    opened,
    onClose,
    onDeleted,
  } = props;
  const [typed, setTyped] = useState('');
  const trial = useQuery({
    queryKey: ['delete', kind.plural, namespace, name],
    queryFn: ({ signal }) => remove(kind, namespace, name, { dryRun: true, signal }),
    enabled: opened,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const deletion = useMutation({
    mutationFn: () => remove(kind, namespace, name),
    onSuccess: () => {
      notifications.show({ message: `${name} ${words.done}.` });
      onClose();
      onDeleted?.();
    },
  });
  if (!opened) return null;
  return (
    <Dialog onClose={onClose} title={`${words.act} ${kind.kind} ${name}?`}>
      <Stack>
        {affected.length > 0 && (
          <div>
            <Text size="sm">This also affects:</Text>
            <List size="sm">
              {affected.map((item, i) => (
                <List.Item key={i}>{item}</List.Item>
              ))}
            </List>
          </div>
        )}
        <ErrorNotice error={trial.error} title="The server would refuse this" />
        {trial.isSuccess && (
          <Text size="sm" c="var(--muted)">
            A dry run went through. This cannot be undone.
          </Text>
        )}
        <TextInput
          label={`Type ${name} to confirm`}
          value={typed}
          onChange={(e) => setTyped(e.currentTarget.value)}
          data-autofocus
          autoComplete="off"
        />
        <ErrorNotice error={deletion.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red"
            disabled={typed !== name || !trial.isSuccess}
            loading={deletion.isPending}
            onClick={() => deletion.mutate()}
          >
            {words.act}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
