import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { IconColumns2, IconEraser, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './Chat.module.css';
import { ChatPane } from './ChatPane';
import { ChatSettings, emptySettings } from './ChatSettings';
import { Composer } from './Composer';
import { ModelSelect } from './ModelSelect';
import type { TabProps } from './PlaygroundPage';
import { useChat } from './useChat';
import { useModelChoice } from './useModelChoice';

/** Conversations with a model, or with two side by side that are asked the same. */
export default function ChatTab({ project, models }: TabProps) {
  const { model, other, setModel, setOther } = useModelChoice(models);
  const [settings, setSettings] = useState(emptySettings);
  const chats = [useChat(project, model), useChat(project, other)];
  const panes = [{ id: model, chat: chats[0]! }, ...(other ? [{ id: other, chat: chats[1]! }] : [])];
  const busy = panes.some((p) => p.chat.busy);
  const each = (action: (chat: (typeof chats)[number]) => void) => {
    for (const { chat } of panes) action(chat);
  };
  const next = models.find((m) => m.id !== model)?.id;
  return (
    <div className={classes.layout}>
      <Stack gap="md" miw={0}>
        <Group align="flex-end" gap="sm">
          <ModelSelect models={models} value={model} onChange={setModel} />
          {other ? (
            <>
              <ModelSelect label="Beside it" models={models} value={other} onChange={setOther} />
              <Button
                variant="default"
                leftSection={<IconX size={15} />}
                onClick={() => {
                  // What nobody sees any more is not to be paid for.
                  chats[1]!.clear();
                  setOther(undefined);
                }}
              >
                One only
              </Button>
            </>
          ) : (
            next && (
              <Button variant="default" leftSection={<IconColumns2 size={15} />} onClick={() => setOther(next)}>
                Compare
              </Button>
            )
          )}
          <Button
            variant="default"
            leftSection={<IconEraser size={15} />}
            disabled={panes.every((p) => p.chat.turns.length === 0)}
            onClick={() => each((c) => c.clear())}
          >
            Start anew
          </Button>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: panes.length }} spacing="md">
          {panes.map(({ id, chat }, i) => (
            <ChatPane key={i} project={project} model={id!} chat={chat} settings={settings} />
          ))}
        </SimpleGrid>
        <Composer busy={busy} onSend={(text) => each((c) => c.send(text, settings))} onStop={() => each((c) => c.stop())} />
      </Stack>
      <ChatSettings settings={settings} onChange={setSettings} />
    </div>
  );
}
