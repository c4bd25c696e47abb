import { json } from '../../api/http';

export type CallKind = 'chat' | 'embeddings';

export interface TestCall {
  project: string;
  model: string;
  kind: CallKind;
  input: string;
}

export interface TestAnswer {
  text: string;
  /** Milliseconds from sending to the whole answer. */
  took: number;
  inputTokens?: number;
  outputTokens?: number;
}

interface Usage {
  prompt_tokens?: number;
  completion_tokens?: number;
}

interface ChatAnswer {
  choices?: { message?: { content?: string | null; reasoning_content?: string | null } }[];
  usage?: Usage;
}

interface EmbeddingsAnswer {
  data?: { embedding?: number[] }[];
  usage?: Usage;
}

export const callPath = (kind: CallKind): string => (kind === 'chat' ? '/v1/chat/completions' : '/v1/embeddings');

export const callBody = ({ model, kind, input }: TestCall): object =>
  kind === 'chat' ? { model, max_tokens: 64, messages: [{ role: 'user', content: input }] } : { model, input };

/** One call, as any client of the gateway makes it. */
export async function sendTest(call: TestCall): Promise<TestAnswer> {
  const begun = performance.now();
  const answer = await json<ChatAnswer & EmbeddingsAnswer>(`/gateway${callPath(call.kind)}`, {
    method: 'POST',
    headers: { 'X-Modelyard-Project': call.project },
    body: callBody(call),
  });
  return {
    text: call.kind === 'chat' ? chatText(answer) : vectorText(answer),
    took: performance.now() - begun,
    inputTokens: answer.usage?.prompt_tokens,
    outputTokens: answer.usage?.completion_tokens,
  };
}

function chatText({ choices }: ChatAnswer): string {
  const message = choices?.[0]?.message;
  return message?.content || message?.reasoning_content || '(an empty answer)';
}

function vectorText({ data }: EmbeddingsAnswer): string {
  const vector = data?.[0]?.embedding ?? [];
  return `${vector.length} numbers: ${vector
    .slice(0, 6)
    .map((n) => n.toFixed(4))
    .join(', ')}…`;
}

/** The same call for a shell. The key stays the reader's. */
export function curlOf(call: TestCall, gateway: string): string {
  const body = JSON.stringify(callBody(call)).replaceAll("'", "'\\''");
  return [
    `curl -s ${gateway}${callPath(call.kind)} \\`,
    '  -H "Authorization: Bearer $MODELYARD_API_KEY" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body}'`,
  ].join('\n');
}
