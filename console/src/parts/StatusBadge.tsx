import { Tooltip } from '@mantine/core';
import classes from './StatusBadge.module.css';

/** good: as it should be. busy: on its way. waiting: for somebody or something. bad: it will not by itself. off: on purpose. */
export type Tone = 'good' | 'busy' | 'waiting' | 'bad' | 'off';

/** A state in a word, with a dot in its colour; never by colour alone. `reason` says why, on demand. */
export function StatusBadge({ tone, children, reason }: { tone: Tone; children: string; reason?: string }) {
  const badge = (
    <span className={classes.badge} data-tone={tone}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.word}>{children}</span>
    </span>
  );
  return reason ? (
    <Tooltip label={reason} multiline maw={420}>
      {badge}
    </Tooltip>
  ) : (
    badge
  );
}
