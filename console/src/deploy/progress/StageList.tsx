import { Loader, Text, VisuallyHidden } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import classes from './StageList.module.css';
import type { Stage } from './stages';

export function StageList({ stages }: { stages: Stage[] }) {
  return (
    <ol className={classes.list} aria-label="Stages">
      {stages.map(({ label, state, message }) => (
        <li key={label} className={classes.stage} data-state={state} aria-current={state === 'under way' ? 'step' : undefined}>
          <span className={classes.icon} aria-hidden>
            {state === 'done' && <IconCircleCheckFilled size={16} />}
            {state === 'stands still' && <IconCircleXFilled size={16} />}
            {state === 'under way' && <Loader size={13} />}
            {state === 'to come' && <span className={classes.ring} />}
          </span>
          {label}
          <VisuallyHidden>, {state}</VisuallyHidden>
          {message && (
            <Text size="xs" c="var(--muted)" style={{ overflowWrap: 'anywhere' }}>
              {message}
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}
