import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconPlayerStop, IconSend } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';

interface ComposerProps {
  busy: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Where one writes. Enter sends, with Shift it begins a line. */
export function Composer({ busy, onSend, onStop }: ComposerProps) {
  const [text, setText] = useState('');
  const send = () => {
    if (busy || !text.trim()) return;
    onSend(text);
    setText('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const key = (event: KeyboardEvent) => {
    // Enter that ends a composition of characters is none of ours.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        aria-label="Message"
        placeholder="Write a message"
        autosize
        minRows={2}
        maxRows={10}
        autoFocus
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={key}
      />
      <Group justify="space-between" mt="xs">
        <Text size="xs" c="var(--muted)">
          Enter sends, Shift and Enter begins a new line.
        </Text>
        {busy ? (
          <Button variant="default" leftSection={<IconPlayerStop size={15} />} onClick={onStop}>
            Stop
          </Button>
        ) : (
          <Button type="submit" leftSection={<IconSend size={15} />} disabled={!text.trim()}>
            Send
          </Button>
        )}
      </Group>
    </form>
  );
}
