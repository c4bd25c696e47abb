import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { Dialog } from './Dialog';
import { ErrorNotice } from './ErrorNotice';
import { fieldErrors } from './fieldErrors';

export interface FormDialogProps<T> {
  title: string;
  /** What the button says: `Create`. */
  submit: string;
  /** Does what the form says; with `dryRun` only asks the server whether it would. */
  action: (dryRun: boolean) => Promise<T>;
  onDone?: (result: T) => void;
  onClose: () => void;
  /** Said once it is done. */
  done?: string;
  /** Whether a dry run is offered; where it says nothing that the button would not, it is left out. */
  tryable?: boolean;
  disabled?: boolean;
  size?: string;
  danger?: boolean;
  /** The fields. What is wrong with one of them, by its path, goes beside it. */
  children: (errorOf: (path: string) => string | undefined) => ReactNode;
}

/** A form in a dialog. Shown as long as it is mounted; what was typed stays when the server refuses it. */
export function FormDialog<T>(props: FormDialogProps<T>) {
  const { title, submit, action, onDone, onClose, done, tryable = true, disabled, size = 'md', danger, children } = props;
  const change = useMutation({
    mutationFn: async (dryRun: boolean) => ({ dryRun, result: await action(dryRun) }),
    // An answer can hold a secret: it is for whoever asked, and kept nowhere.
    gcTime: 0,
    onSuccess: ({ dryRun, result }) => {
      if (dryRun) {
        notifications.show({ message: 'The server would accept this.' });
        return;
      }
      if (done) notifications.show({ message: done });
      // Where something follows in the dialog's place, that decides when it is over.
      if (onDone) onDone(result);
      else onClose();
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    change.mutate(false);
  };
  return (
    <Dialog onClose={onClose} title={title} size={size}>
      <form onSubmit={send}>
        <Stack>
          {children(fieldErrors(change.error))}
          <ErrorNotice error={change.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            {tryable && (
              <Button variant="default" disabled={disabled} onClick={() => change.mutate(true)}>
                Dry run
              </Button>
            )}
            <Button type="submit" color={danger ? 'red' : undefined} disabled={disabled} loading={change.isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
