import { expect, test } from 'vitest';
import { chatBody, type Delta, deltasOf } from './chat';

const stream = (...events: string[]) =>
  new Response(events.map((data) => `data: ${data}\n\n`).join('')).body as ReadableStream<Uint8Array>;

async function read(...events: string[]): Promise<{ deltas: Delta[]; error?: string }> {
  const deltas: Delta[] = [];
  try {
    for await (const delta of deltasOf(stream(...events))) deltas.push(delta);
    return { deltas };
  } catch (e) {
    return { deltas, error: (e as Error).message };
  }
}

const said = (text: string) => JSON.stringify({ choices: [{ delta: { content: text } }] });

test('an answer is its pieces, and the usage that comes last', async () => {
  const { deltas, error } = await read(
    said('Pa'),
    said('ris'),
    JSON.stringify({ choices: [], usage: { completion_tokens: 2 } }),
    '[DONE]',
  );
  expect(error).toBeUndefined();
  expect(deltas.map((d) => d.text ?? '').join('')).toBe('Paris');
  expect(deltas.at(-1)?.usage?.completion_tokens).toBe(2);
});

test('an error in the middle keeps what came before it', async () => {
  const { deltas, error } = await read(said('Pa'), '{"error":{"message":"The replica ended."}}');
  expect(deltas).toHaveLength(1);
  expect(error).toBe('The replica ended.');
});

test('a stream that ends without saying so broke off', async () => {
  expect((await read(said('Pa'))).error).toContain('incomplete');
});

test('what is not set is not sent', () => {
  expect(chatBody('atlas', [], { temperature: 0, stop: [], seed: undefined })).toEqual({
    model: 'atlas',
    messages: [],
    temperature: 0,
    stream: true,
    stream_options: { include_usage: true },
  });
});
