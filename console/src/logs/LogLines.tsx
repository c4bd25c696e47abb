import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { LogLine } from './follow';
import classes from './LogLines.module.css';

const lineHeight = 20;

interface LogLinesProps {
  lines: LogLine[];
  times: boolean;
  follow: boolean;
  height: number;
  label: string;
}

/** Lines of a log, of which only those in sight are drawn. Stays at the end as long as one is there. */
export function LogLines({ lines, times, follow, height, label }: LogLinesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  useEffect(() => {
    if (follow && atEnd.current && lines.length > 0) virtualizer.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [follow, lines, virtualizer]);
  const note = () => {
    const { scrollTop, scrollHeight, clientHeight } = frame.current!;
    atEnd.current = scrollHeight - scrollTop - clientHeight < 2 * lineHeight;
  };
  return (
    <div
      ref={frame}
      className={classes.frame}
      style={{ height }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={label}
      aria-live="off"
      onScroll={note}
    >
      {lines.length === 0 && <div className={classes.empty}>Nothing was said yet.</div>}
      <div className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const { time, text } = lines[index]!;
          return (
            <div key={index} className={classes.line} data-tone={toneOf(text)} style={{ transform: `translateY(${start}px)` }}>
              {times && <span className={classes.time}>{time.slice(11, 23)}</span>}
              {text}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const toneOf = (text: string): 'bad' | 'waiting' | undefined =>
  /\b(fail|error|crit|fatal|exception)\b/i.test(text) ? 'bad' : /\bwarn(ing)?\b/i.test(text) ? 'waiting' : undefined;
