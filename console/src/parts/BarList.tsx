import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './BarList.module.css';
import { inUnit, type Unit } from './units';

export interface Bar {
  /** What the bar is of; the bars' key. */
  name: string;
  value: number;
  /** Shown in place of the name, such as a link. */
  label?: ReactNode;
}

const first = 8;

/** Values beside each other, the largest first, with what each is of the whole. */
export function BarList({ label, bars, unit }: { label: string; bars: Bar[]; unit: Unit }) {
  const [all, setAll] = useState(false);
  const sorted = [...bars].sort((a, b) => b.value - a.value);
  const total = sorted.reduce((sum, bar) => sum + bar.value, 0);
  const largest = sorted[0]?.value || 1;
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {(all ? sorted : sorted.slice(0, first)).map(({ name, value, label }) => (
          <li key={name} className={classes.item}>
            <div className={classes.bar} style={{ width: `${(100 * value) / largest}%` }} aria-hidden />
            <span className={classes.name} title={name}>
              {label ?? name}
            </span>
            <span className={classes.value}>{inUnit(value, unit)}</span>
            <span className={classes.share}>{total > 0 ? inUnit(value / total, 'share') : ''}</span>
          </li>
        ))}
      </ul>
      {sorted.length > first && (
        <Button size="compact-xs" variant="subtle" color="gray" mt="xs" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${sorted.length}`}
        </Button>
      )}
    </>
  );
}
