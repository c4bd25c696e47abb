import type { ReactNode } from 'react';
import classes from './KeyValues.module.css';

/** Names and values beside each other. Values that are absent are left out. */
export function KeyValues({ items }: { items: [string, ReactNode][] }) {
  return (
    <dl className={classes.list}>
      {items
        .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
        .map(([name, value]) => (
          <div key={name} className={classes.item}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
