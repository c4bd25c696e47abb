import { describe, expect, it } from 'vitest';
import { linesOf, parseLine } from './follow';

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
