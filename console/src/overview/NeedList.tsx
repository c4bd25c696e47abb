import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { StatusBadge } from '../parts/StatusBadge';
import classes from './NeedList.module.css';
import type { Need } from './needs';

const first = 6;

/** Things that are not as they should be: which, why, and the way there. */
export function NeedList({ label, needs }: { label: string; needs: Need[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? needs : needs.slice(0, first);
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {shown.map(({ id, to, name, what, state, bad, message }) => (
          <li key={id} className={classes.need}>
            <div>
              <Link to={to} className={classes.name}>
                {name}
              </Link>
              <Text size="xs" c="var(--muted)">
                {what}
              </Text>
            </div>
            <div>
              <StatusBadge tone={bad ? 'bad' : 'waiting'}>{state}</StatusBadge>
              {message && <div className={classes.message}>{message}</div>}
            </div>
          </li>
        ))}
      </ul>
      {needs.length > first && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${needs.length}`}
        </Button>
      )}
    </>
  );
}
