import { describe, expect, it } from 'vitest';
import { EventStreamReader, eventsOf } from './eventStream';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What comes of a text that arrives in pieces of so many bytes. */
function read(text: string, size: number) {
  const reader = new EventStreamReader();
  const all = bytes(text);
  const events = [];
  for (let i = 0; i < all.length; i += size) events.push(...reader.push(all.subarray(i, i + size)));
  return events.map((e) => e.data);
}

describe('EventStreamReader', () => {
  const text = 'data: {"a":"é – 漢字 😀"}\r\n\r\n: still there\r\n\r\ndata:two\r\ndata: lines\r\n\r\ndata: [DONE]\r\n\r\n';

  it.each([1, 2, 3, 5, 7, 1000])('reads the same from pieces of %i bytes', (size) =>
    expect(read(text, size)).toEqual(['{"a":"é – 漢字 😀"}', 'two\nlines', '[DONE]']),
  );
  it.each(['\n', '\r', '\r\n'])('takes %j as the end of a line', (end) =>
    expect(read(`data: a${end}${end}data: b${end}${end}`, 4)).toEqual(['a', 'b']),
  );
  it('takes one space after the colon away, and no more', () => expect(read('data:  a\n\n', 100)).toEqual([' a']));
  it('forgets an event that does not end', () => expect(read('data: a\n\ndata: b\n', 100)).toEqual(['a']));
  it('gives events their names, each only to its own', () => {
    const events = new EventStreamReader().push(bytes('event: error\ndata: x\n\ndata: y\n\nevent: nothing\n\n'));
    expect(events).toEqual([
      { event: 'error', data: 'x' },
      { event: 'message', data: 'y' },
    ]);
  });
  it('passes over a byte order mark', () => expect(read('\uFEFFdata: a\n\n', 2)).toEqual(['a']));
});

it('cancels what is not read to its end', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(bytes('data: a\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const { data } of eventsOf(body)) {
    expect(data).toBe('a');
    break;
  }
  expect(cancelled).toBe(true);
});
