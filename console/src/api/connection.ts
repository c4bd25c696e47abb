import { useSyncExternalStore } from 'react';

/** Whether what the pages show follows the server: `offline` when the stream of changes broke and is not back yet. */
export type Connection = 'connecting' | 'live' | 'offline';

let state: Connection = 'connecting';
const listeners = new Set<() => void>();

export function setConnection(next: Connection): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
