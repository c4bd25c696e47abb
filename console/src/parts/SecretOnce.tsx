import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { CodeBlock } from './CodeBlock';
import { Dialog } from './Dialog';

export interface SecretOnceProps {
  title: string;
  /** What it is: `API key`. */
  label: string;
  secret: string;
  /** What to do with it. */
  children?: ReactNode;
  onClose: () => void;
}

/** Shows what is shown only once: closing it takes a decision, not a click beside it. */
export function SecretOnce({ title, label, secret, children, onClose }: SecretOnceProps) {
  return (
    <Dialog onClose={onClose} title={title} size="lg" closeOnClickOutside={false} closeOnEscape={false} withCloseButton={false}>
      <Stack>
        <Text size="sm">Copy it now: it is stored as a hash only and cannot be shown again, here or anywhere else.</Text>
        <CodeBlock code={secret} label={label} />
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have copied it</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
