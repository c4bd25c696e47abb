/** One event of a stream of server-sent events. */
export interface ServerEvent {
  event: string;
  data: string;
}

/**
 * Takes a stream of server-sent events apart, however its bytes were cut: inside a character, inside a line, between CR and LF.
 * What is no complete event at the end is none.
 */
export class EventStreamReader {
  private readonly decoder = new TextDecoder();
  private rest = '';
  private event = '';
  private data: string[] = [];
  private afterReturn = false;

  push(bytes: Uint8Array): ServerEvent[] {
    let text = this.decoder.decode(bytes, { stream: true });
    if (text === '') return [];
    // The LF of a CRLF whose CR came in the chunk before.
    if (this.afterReturn && text.startsWith('\n')) text = text.slice(1);
    this.afterReturn = text.endsWith('\r');
    const lines = (this.rest + text).split(/\r\n|\r|\n/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.take(line));
  }

  private take(line: string): ServerEvent[] {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    // A line that begins with a colon is a comment, such as one that keeps the connection open.
    if (colon === 0) return [];
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.data.push(value);
    else if (field === 'event') this.event = value;
    return [];
  }

  private dispatch(): ServerEvent[] {
    const events = this.data.length > 0 ? [{ event: this.event || 'message', data: this.data.join('\n') }] : [];
    this.event = '';
    this.data = [];
    return events;
  }
}

/** The events of an answer, as they come. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const events = new EventStreamReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* events.push(value);
    }
  } finally {
    // Whoever stops reading does not want the rest.
    await reader.cancel().catch(() => {});
  }
}
