import { describe, expect, it, vi } from 'vitest';
import { followLog, type LogLine, linesOf, parseLine } from './follow';

const stream = (...chunks: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });

describe('linesOf', () => {
  it('puts lines together that came in pieces', async () => {
    const lines: string[] = [];
    for await (const some of linesOf(stream('a\nb', 'c\n', 'd'))) lines.push(...some);
    expect(lines).toEqual(['a', 'bc', 'd']);
  });
});

describe('parseLine', () => {
  it('takes the time off', () =>
    expect(parseLine('2026-11-22T01:53:51.5070000Z info: ready')).toEqual({
      time: '2026-11-22T01:53:51.5070000Z',
      text: 'info: ready',
    }));
  it('leaves a line without a time as it is', () => expect(parseLine('plain')).toEqual({ time: '', text: 'plain' }));
});

describe('followLog', () => {
  it('keeps lines of the same moment, and says none twice after it has begun again', async () => {
    const [first, second] = ['2026-11-22T01:53:51.507Z', '2026-11-22T01:53:52.000Z'];
    const answers = [stream(`${first} a\n`, `${first} b\n`), stream(`${first} b\n${second} c\n`)];
    const leave = new AbortController();
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path);
      return new Response(answers.shift());
    });
    vi.useFakeTimers();
    const lines: LogLine[] = [];
    const followed = followLog({ namespace: 'acme', pod: 'atlas' }, (fresh) => lines.push(...fresh), leave.signal);
    await vi.advanceTimersByTimeAsync(2_500);
    leave.abort(new DOMException('Left', 'AbortError'));
    await expect(followed).rejects.toThrow('Left');
    expect(lines.map((l) => l.text)).toEqual(['a', 'b', 'c']);
    expect(asked[1]).toContain(`sinceTime=${encodeURIComponent(first!)}`);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
});
