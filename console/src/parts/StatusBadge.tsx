import { Tooltip } from '@mantine/core';
import classes from './StatusBadge.module.css';

/** good: as it should be. busy: on its way. waiting: for somebody or something. bad: it will not by itself. off: on purpose. */
export type Tone = 'good' | 'busy' | 'waiting' | 'bad' | 'off';

const anyhow = { hover: true, focus: true, touch: true };

/** A state in a word, with a dot in its colour; never by colour alone. `reason` says why, to whoever points at it, touches it or comes to it by keyboard. */
export function StatusBadge({ tone, children, reason }: { tone: Tone; children: string; reason?: string }) {
  const content = (
    <>
      <span className={classes.dot} aria-hidden />
      <span className={classes.word}>{children}</span>
    </>
  );
  return reason ? (
    <Tooltip label={reason} multiline maw={420} events={anyhow}>
      <button type="button" className={`${classes.badge} ${classes.explained}`} data-tone={tone}>
        {content}
      </button>
    </Tooltip>
  ) : (
    <span className={classes.badge} data-tone={tone}>
      {content}
    </span>
  );
}
