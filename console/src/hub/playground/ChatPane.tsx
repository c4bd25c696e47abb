import { Center, Paper, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { AnswerFacts } from './AnswerFacts';
import classes from './Chat.module.css';
import { chatBody } from './chat';
import { GatewayError } from './GatewayError';
import { type Answer, type Chat, isBusy, messagesOf, type Settings } from './useChat';

interface ChatPaneProps {
  project: string;
  model: string;
  chat: Chat;
  settings: Settings;
}

/** One conversation, kept at its end unless somebody scrolls up to read. */
export function ChatPane({ project, model, chat, settings }: ChatPaneProps) {
  const { turns, busy, retry } = chat;
  const pane = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (atEnd.current && turns.length > 0) pane.current?.scrollTo({ top: pane.current.scrollHeight });
  }, [turns]);
  const scrolled = () => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = pane.current ?? {};
    atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
  };
  return (
    <Paper
      ref={pane}
      withBorder
      radius="lg"
      bg="var(--surface)"
      className={classes.pane}
      role="log"
      aria-label={`Conversation with ${model}`}
      aria-busy={busy}
      // What scrolls has to be reachable by keyboard.
      tabIndex={0}
      onScroll={scrolled}
    >
      {turns.length === 0 && (
        <Center flex={1}>
          <Text size="sm" c="var(--muted)">
            Ask {model} something.
          </Text>
        </Center>
      )}
      {turns.map(({ prompt, answer }, i) => (
        <div key={i} className={classes.turn}>
          <div className={classes.prompt}>{prompt}</div>
          {answer.reasoning && <div className={classes.reasoning}>{answer.reasoning}</div>}
          <Words answer={answer} />
          <GatewayError error={answer.error} onRetry={i === turns.length - 1 && !busy ? () => retry(settings) : undefined} />
          {!isBusy(answer) && (
            <AnswerFacts
              project={project}
              answer={answer}
              request={chatBody(model, messagesOf(turns.slice(0, i), prompt, settings.system), settings.parameters)}
              onRetry={i === turns.length - 1 && !answer.error ? () => retry(settings) : undefined}
            />
          )}
        </div>
      ))}
    </Paper>
  );
}

function Words({ answer }: { answer: Answer }) {
  if (!answer.text && !isBusy(answer)) return null;
  return <div className={`${classes.answer} ${isBusy(answer) ? classes.caret : ''}`}>{answer.text}</div>;
}
