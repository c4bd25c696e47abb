import { Button, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { number } from '../../../parts/format';
import { Panel } from '../../../parts/Panel';
import { CallFacts } from '../CallFacts';
import { GatewayError } from '../GatewayError';
import { linesOf } from '../lines';
import { ModelSelect } from '../ModelSelect';
import type { TabProps } from '../PlaygroundPage';
import { useCall } from '../useCall';
import { useModelChoice } from '../useModelChoice';
import { Matrix } from './Matrix';
import { similarities } from './similarity';

interface Embeddings {
  data: { index: number; embedding: number[] }[];
  usage?: { prompt_tokens?: number };
}

const path = '/v1/embeddings';

/** Texts as vectors, and how much they are alike. */
export default function EmbeddingsTab({ project, models }: TabProps) {
  const { model, setModel } = useModelChoice(models);
  const [text, setText] = useState('The cat sleeps on the sofa\nA kitten naps on the couch\nThe parliament passed the budget');
  const call = useCall<Embeddings>(project, path);
  const texts = linesOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    call.mutate({ model, input: texts });
  };
  const asked = call.variables as { input: string[] } | undefined;
  const vectors = call.data?.data.data.toSorted((a, b) => a.index - b.index).map((d) => d.embedding);
  return (
    <Stack>
      <form onSubmit={submit}>
        <Stack gap="md" align="flex-start">
          <ModelSelect models={models} value={model} onChange={setModel} />
          <Textarea
            label="Texts"
            description="One per line, two at least."
            autosize
            minRows={4}
            maxRows={14}
            w="100%"
            maw={720}
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
          />
          <Button type="submit" loading={call.isPending} disabled={texts.length < 2}>
            Compare
          </Button>
        </Stack>
      </form>
      <GatewayError error={call.error} onRetry={() => asked && call.mutate(asked)} />
      {call.data && vectors && asked && (
        <Panel
          title="Similarity"
          description="The cosine between each two: 1 means the same, 0 nothing in common. The closest two are framed."
        >
          <Stack gap="sm">
            <Matrix texts={asked.input} matrix={similarities(vectors)} />
            <Text size="xs" c="var(--muted)">
              Vectors of {number(vectors[0]?.length)} dimensions.
            </Text>
            <CallFacts project={project} called={call.data} path={path} body={asked} />
          </Stack>
        </Panel>
      )}
    </Stack>
  );
}
