import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** `5 min. ago`, `in 3 days`. */
export function relativeTo(now: number, time: number): string {
  const seconds = (time - now) / 1000;
  for (const [unit, size] of units) {
    // What ends in 30 days is not said to end in 29 a moment later.
    if (Math.abs(seconds) >= size) return relative.format((seconds > 0 ? Math.round : Math.trunc)(seconds / size), unit);
  }
  return seconds > 0 ? 'in a moment' : 'just now';
}

let now = Date.now();
const listeners = new Set<() => void>();
// One clock for the whole page.
setInterval(() => {
  now = Date.now();
  for (const listener of listeners) listener();
}, 15_000);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** A time as people say it, with the exact one on demand. */
export function Age({ time }: { time?: string | null }) {
  const current = useSyncExternalStore(subscribe, () => now);
  if (!time) return '–';
  const at = Date.parse(time);
  return (
    <Tooltip label={absolute.format(at)}>
      <time dateTime={time}>{relativeTo(Math.max(current, Date.now()), at)}</time>
    </Tooltip>
  );
}
