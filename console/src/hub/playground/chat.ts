import { ApiError } from '../../api/errors';
import { callGateway } from '../gateway';
import { eventsOf } from './eventStream';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** What one may set of an answer; what is absent the model decides. */
export interface Parameters {
  temperature?: number;
  top_p?: number;
  max_tokens?: number;
  seed?: number;
  stop?: string[];
}

export interface Usage {
  prompt_tokens?: number;
  completion_tokens?: number;
  prompt_tokens_details?: { cached_tokens?: number };
}

/** A piece of an answer. */
export interface Delta {
  text?: string;
  /** What the model thinks before it answers, from engines that tell. */
  reasoning?: string;
  finish?: string;
  usage?: Usage;
}

interface Chunk {
  choices?: { delta?: { content?: string; reasoning_content?: string }; finish_reason?: string | null }[];
  usage?: Usage | null;
  error?: { message?: string; code?: string };
}

/** Without what is not set, and without empty lines among the stops. */
function set({ stop, ...rest }: Parameters): Parameters {
  const stops = stop?.filter((s) => s !== '');
  return { ...rest, ...(stops?.length ? { stop: stops } : {}) };
}

export const chatBody = (model: string, messages: Message[], parameters: Parameters) => ({
  model,
  messages,
  ...set(parameters),
  stream: true,
  stream_options: { include_usage: true },
});

export interface Answering {
  headers: Headers;
  deltas: AsyncGenerator<Delta>;
}

/** Asks for an answer, and gives it piece by piece. Aborting stops the model as well. */
export async function ask(project: string, body: object, signal: AbortSignal): Promise<Answering> {
  const response = await callGateway(project, '/v1/chat/completions', {
    method: 'POST',
    body,
    signal,
    headers: { Accept: 'text/event-stream' },
  });
  if (!response.body) throw new ApiError(0, 'The answer has no content.');
  return { headers: response.headers, deltas: deltasOf(response.body) };
}

/** The pieces of an answer. An answer that ends without saying so broke off. */
export async function* deltasOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Delta> {
  for await (const { data } of eventsOf(body)) {
    if (data === '[DONE]') return;
    const chunk = parse(data);
    if (chunk.error) throw new ApiError(0, chunk.error.message ?? 'The answer broke off.');
    const choice = chunk.choices?.[0];
    yield {
      text: choice?.delta?.content,
      reasoning: choice?.delta?.reasoning_content,
      finish: choice?.finish_reason ?? undefined,
      usage: chunk.usage ?? undefined,
    };
  }
  throw new ApiError(0, 'The connection ended in the middle of the answer. What is here is incomplete.');
}

function parse(data: string): Chunk {
  try {
    return JSON.parse(data) as Chunk;
  } catch {
    throw new ApiError(0, `The answer has something in it that is no JSON: ${data.slice(0, 100)}`);
  }
}
