import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useConfig } from '../../api/config';
import { CodeBlock } from '../../parts/CodeBlock';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { duration } from '../../parts/format';
import { Panel } from '../../parts/Panel';
import { type CallKind, curlOf, sendTest, type TestAnswer } from './testRequest';

const questions: Record<CallKind, string> = { chat: 'What is the capital of France?', embeddings: 'The capital of France' };

interface TestRequestProps {
  project: string;
  model: string;
  kind: CallKind;
  ready: boolean;
  /** Sends the first one by itself, once it can be answered. */
  first: boolean;
  /** The first one is on its way: it is metered, and not to be sent again by whoever loads the page anew. */
  onFirst: () => void;
}

/** A call through the gateway, as a program makes it: what came back, how long it took, and the same for a shell. */
export function TestRequest({ project, model, kind: likely, ready, first, onFirst }: TestRequestProps) {
  const [kind, setKind] = useState(likely);
  const [input, setInput] = useState(questions[likely]);
  const config = useConfig();
  const call = { project, model, kind, input };
  const test = useMutation({ mutationFn: sendTest, retry: 3, retryDelay: 1_000 });
  const { mutate } = test;
  const sent = useRef(false);
  useEffect(() => {
    if (!first || !ready || sent.current) return;
    sent.current = true;
    mutate({ project, model, kind: likely, input: questions[likely] });
    onFirst();
  }, [first, ready, mutate, project, model, likely, onFirst]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate(call);
  };
  return (
    <Panel title="Test request" description={ready ? undefined : 'Can be sent as soon as the deployment answers.'}>
      <Stack>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="sm">
            <SegmentedControl
              aria-label="Kind of call"
              size="sm"
              value={kind}
              onChange={(next) => {
                setKind(next as CallKind);
                if (Object.values(questions).includes(input)) setInput(questions[next as CallKind]);
              }}
              data={[
                { value: 'chat', label: 'Chat' },
                { value: 'embeddings', label: 'Embeddings' },
              ]}
            />
            <TextInput
              aria-label="What to send"
              value={input}
              onChange={(e) => setInput(e.currentTarget.value)}
              flex={1}
              miw={200}
            />
            <Button type="submit" disabled={!ready || input === ''} loading={test.isPending}>
              Send
            </Button>
          </Group>
        </form>
        <div aria-live="polite">
          {test.error && <ErrorNotice error={test.error} title="The call was not answered" />}
          {test.data && <Answer answer={test.data} />}
        </div>
        {config && <CodeBlock label="The same call for a shell" code={curlOf(call, config.gateway)} />}
      </Stack>
    </Panel>
  );
}

function Answer({ answer: { text, took, inputTokens, outputTokens } }: { answer: TestAnswer }) {
  const tokens = inputTokens !== undefined && `${inputTokens} tokens read${outputTokens ? `, ${outputTokens} written` : ''}`;
  return (
    <Stack gap={4}>
      <Text size="md" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      <Text size="xs" c="var(--muted)">
        {[`Answered in ${duration(took / 1000)}`, tokens].filter(Boolean).join(', ')}. It was metered like any other call.
      </Text>
    </Stack>
  );
}
