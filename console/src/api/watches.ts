import { setConnection } from './connection';
import type { Status } from './errors';
import type { ApiObject, Served } from './kinds';

/** One change, as the watch stream tells it. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: Served<ApiObject> | Status;
}

/** Someone who follows a collection. */
export interface Watcher {
  /** The collection's path, with its selectors. */
  path: string;
  /** From where to go on: asked anew at each (re)connection. */
  resourceVersion: () => string;
  onEvent: (event: WatchEvent) => void;
  /** The watch ended: the server closed it, or refuses to go on from there (`refused`), so that only a list says what is there now, or why not. */
  onEnd: (refused: boolean) => void;
}

interface Frame {
  id: string;
  event?: WatchEvent;
  closed?: boolean;
  status?: Status;
}

/**
 * All watches of this tab over one socket: a browser opens only six HTTP/1.1 connections to an origin, and a page follows more
 * collections than that. A broken socket comes back by itself, with growing pauses, and the watches go on where they were.
 */
class WatchSocket {
  private readonly watchers = new Map<string, Watcher>();
  private socket?: WebSocket;
  private retry?: ReturnType<typeof setTimeout>;
  private failures = 0;
  private next = 0;

  add(watcher: Watcher): () => void {
    const id = String(++this.next);
    this.watchers.set(id, watcher);
    if (this.socket?.readyState === WebSocket.OPEN) this.start(id, watcher);
    else this.open();
    return () => {
      this.watchers.delete(id);
      if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ op: 'stop', id }));
    };
  }

  /** Asks at once rather than after the pause: the network is back, or the person came back to the tab. */
  wake(): void {
    if (this.retry === undefined) return;
    clearTimeout(this.retry);
    this.retry = undefined;
    this.open();
  }

  /** Ends the connection: somebody else signs in next. */
  close(): void {
    this.watchers.clear();
    this.socket?.close();
  }

  private start(id: string, watcher: Watcher): void {
    const separator = watcher.path.includes('?') ? '&' : '?';
    const path = `${watcher.path}${separator}watch=1&allowWatchBookmarks=true&resourceVersion=${encodeURIComponent(watcher.resourceVersion())}`;
    this.socket?.send(JSON.stringify({ op: 'watch', id, path }));
  }

  private open(): void {
    if (this.retry !== undefined || (this.socket && this.socket.readyState <= WebSocket.OPEN)) return;
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/console/watch`);
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      setConnection('live');
      for (const [id, watcher] of this.watchers) this.start(id, watcher);
    };
    socket.onmessage = ({ data }) => this.receive(JSON.parse(data as string) as Frame);
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      if (this.watchers.size === 0) return;
      setConnection('offline');
      this.retry = setTimeout(
        () => {
          this.retry = undefined;
          this.open();
        },
        Math.min(500 * 2 ** this.failures++, 15_000),
      );
    };
  }

  private receive({ id, event, closed, status }: Frame): void {
    const watcher = this.watchers.get(id);
    if (!watcher) return;
    if (event && event.type !== 'ERROR') {
      watcher.onEvent(event);
    } else if (closed || event) {
      this.watchers.delete(id);
      const code = (status ?? (event?.object as Status | undefined))?.code ?? 0;
      // A server that only begins, or has too much to do, is asked again.
      watcher.onEnd(code >= 400 && code < 500 && code !== 429);
    }
  }
}

export const watches = new WatchSocket();

window.addEventListener('online', () => watches.wake());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && watches.wake());
