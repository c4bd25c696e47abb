import { UnstyledButton } from '@mantine/core';
import { Age } from '../parts/Age';
import type { Column } from '../parts/DataTable';
import classes from '../parts/links.module.css';
import { StatusBadge } from '../parts/StatusBadge';
import { actorOf, type Entry, objectOf, outcomeOf, timeOf } from './event';

/** The columns of the trail; the first opens the record. */
export const columnsOf = (open: (event: Entry) => void): Column<Entry>[] => [
  {
    label: 'Time',
    width: '7rem',
    render: (e) => (
      <UnstyledButton className={classes.link} fz="inherit" onClick={() => open(e)}>
        <Age time={e.requestReceivedTimestamp ?? e.metadata.creationTimestamp} />
      </UnstyledButton>
    ),
    value: timeOf,
  },
  { label: 'Who', width: 'minmax(9rem, 1.5fr)', render: actorOf, value: actorOf },
  { label: 'Did', width: '6rem', render: (e) => e.verb, value: (e) => e.verb },
  { label: 'Kind', width: 'minmax(8rem, 1fr)', render: (e) => e.objectRef?.resource ?? '–', value: (e) => e.objectRef?.resource },
  { label: 'Object', width: 'minmax(10rem, 2fr)', render: objectOf, value: objectOf },
  {
    label: 'Outcome',
    width: '9rem',
    render: (e) => (
      <StatusBadge tone={(e.responseStatus?.code ?? 0) < 400 ? 'good' : 'bad'} reason={e.responseStatus?.message}>
        {outcomeOf(e)}
      </StatusBadge>
    ),
    value: outcomeOf,
  },
  { label: 'From', width: '8rem', render: (e) => e.sourceIPs?.join(', ') || '–', value: (e) => e.sourceIPs?.join(' ') },
];
