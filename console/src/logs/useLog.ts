import { useEffect, useRef, useState } from 'react';
import { followLog, type LogLine, type LogSource } from './follow';

/** So many lines are kept; older ones go. */
export const kept = 5_000;
const throttle = 200;

/** A log as it goes on. While paused nothing is shown of it, and what comes is shown afterwards. */
export function useLog({ namespace, pod, container, previous }: LogSource, paused: boolean) {
  const [lines, setLines] = useState<LogLine[]>([]);
  const [error, setError] = useState<Error>();
  const waiting = useRef<LogLine[]>([]);
  const held = useRef(paused);
  held.current = paused;
  useEffect(() => {
    const abort = new AbortController();
    waiting.current = [];
    setLines([]);
    setError(undefined);
    const take = (fresh: LogLine[]) => {
      waiting.current = [...waiting.current, ...fresh].slice(-kept);
    };
    const timer = setInterval(() => {
      if (held.current || waiting.current.length === 0) return;
      const fresh = waiting.current;
      waiting.current = [];
      setLines((before) => [...before, ...fresh].slice(-kept));
    }, throttle);
    followLog({ namespace, pod, container, previous }, take, abort.signal).catch((e: Error) => {
      if (!abort.signal.aborted) setError(e);
    });
    return () => {
      clearInterval(timer);
      abort.abort(new DOMException('Left', 'AbortError'));
    };
  }, [namespace, pod, container, previous]);
  return { lines, error };
}
