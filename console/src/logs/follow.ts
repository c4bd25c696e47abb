import { ApiError } from '../api/errors';
import { send } from '../api/http';
import { kinds, pathOf } from '../api/kinds';

export interface LogSource {
  namespace: string;
  pod: string;
  container?: string;
  /** What the container before this one said: it crashed, perhaps. */
  previous?: boolean;
}

export interface LogLine {
  /** When it was said, as the server writes it. */
  time: string;
  text: string;
}

const first = 500;
const pause = 2_000;

/** Follows a log until it is aborted; goes on where it was when the connection breaks. */
export async function followLog(source: LogSource, onLines: (lines: LogLine[]) => void, signal: AbortSignal): Promise<void> {
  let last = '';
  for (;;) {
    const since = last;
    const response = await open(logPath(source, since), signal);
    if (!response) continue;
    for await (const lines of linesOf(response.body!)) {
      const fresh = lines.map(parseLine).filter((l) => l.time === '' || l.time > since);
      last = fresh.findLast((l) => l.time !== '')?.time ?? last;
      if (fresh.length > 0) onLines(fresh);
    }
    if (source.previous) return;
    await wait(pause, signal);
  }
}

/** Opens the stream; after a pause nothing, when there is none yet: the container has not started, or the server is away. */
async function open(path: string, signal: AbortSignal): Promise<Response | undefined> {
  try {
    return await send(path, { headers: { Accept: 'text/plain, */*' }, signal });
  } catch (e) {
    if (!(e instanceof ApiError) || (e.code > 400 && e.code < 500)) throw e;
    await wait(pause, signal);
    return undefined;
  }
}

/** All of a log that is kept, as text. */
export const readLog = async (source: LogSource): Promise<string> =>
  (await send(logPath(source, undefined), { headers: { Accept: 'text/plain, */*' } })).text();

/** `last`: when the last known line was said, empty for none yet; undefined for all of it, once. */
function logPath({ namespace, pod, container, previous }: LogSource, last: string | undefined): string {
  const query = new URLSearchParams({ timestamps: 'true' });
  if (container) query.set('container', container);
  if (previous) query.set('previous', 'true');
  else if (last !== undefined) query.set('follow', 'true');
  if (last) query.set('sinceTime', last);
  else if (last === '') query.set('tailLines', String(first));
  return `/k8s${pathOf(kinds.pods, namespace, pod)}/log?${query}`;
}

/** The lines of a stream as they come; the last one without an end counts at its end. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
      rest = lines.pop()!;
      if (done && rest) lines.push(rest);
      if (lines.length > 0) yield lines;
      if (done) return;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

export function parseLine(line: string): LogLine {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ?(.*)$/.exec(line);
  return match ? { time: match[1]!, text: match[2]! } : { time: '', text: line };
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
