import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Panel } from '../../../parts/Panel';
import { CallFacts } from '../CallFacts';
import { GatewayError } from '../GatewayError';
import { linesOf } from '../lines';
import { ModelSelect } from '../ModelSelect';
import type { TabProps } from '../PlaygroundPage';
import { useCall } from '../useCall';
import { useModelChoice } from '../useModelChoice';
import { Ranking } from './Ranking';

interface Rerank {
  results: { index: number; relevance_score: number }[];
  usage?: { prompt_tokens?: number; total_tokens?: number };
}

const path = '/v1/rerank';

/** Documents in the order of how well they answer a question. */
export default function RerankTab({ project, models }: TabProps) {
  const { model, setModel } = useModelChoice(models);
  const [query, setQuery] = useState('How do I reset my password?');
  const [text, setText] = useState(
    'The canteen opens at eleven.\nPasswords are reset in the account settings.\nA new password has at least twelve characters.',
  );
  const call = useCall<Rerank>(project, path);
  const documents = linesOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    call.mutate({ model, query, documents });
  };
  const asked = call.variables as { documents: string[] } | undefined;
  return (
    <Stack>
      <form onSubmit={submit}>
        <Stack gap="md" align="flex-start">
          <ModelSelect models={models} value={model} onChange={setModel} />
          <TextInput
            label="Question"
            required
            w="100%"
            maw={720}
            value={query}
            onChange={(e) => setQuery(e.currentTarget.value)}
          />
          <Textarea
            label="Documents"
            description="One per line."
            autosize
            minRows={4}
            maxRows={14}
            w="100%"
            maw={720}
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
          />
          <Button type="submit" loading={call.isPending} disabled={!query.trim() || documents.length === 0}>
            Rank
          </Button>
        </Stack>
      </form>
      <GatewayError error={call.error} onRetry={() => asked && call.mutate(asked)} />
      {call.data && asked && (
        <Panel title="Ranking" description="The best first, with the score that the model gives it.">
          <Stack gap="sm">
            <Ranking documents={asked.documents} results={call.data.data.results} />
            <CallFacts project={project} called={call.data} path={path} body={asked} />
          </Stack>
        </Panel>
      )}
    </Stack>
  );
}
