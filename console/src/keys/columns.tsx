import { Age } from '../parts/Age';
import type { Column } from '../parts/DataTable';
import { StatusBadge } from '../parts/StatusBadge';
import { KeyActions } from './KeyActions';
import { holderOf, type Key, scopeOf, stateOf } from './key';

function State({ apiKey }: { apiKey: Key }) {
  const { word, tone, reason } = stateOf(apiKey);
  return (
    <StatusBadge tone={tone} reason={reason}>
      {word}
    </StatusBadge>
  );
}

const name: Column<Key> = {
  label: 'Name',
  width: 'minmax(8rem, 1.3fr)',
  render: (k) => k.metadata.name,
  value: (k) => k.metadata.name,
};
const project: Column<Key> = {
  label: 'Project',
  width: 'minmax(5rem, 0.8fr)',
  render: (k) => k.metadata.namespace,
  value: (k) => k.metadata.namespace,
};
const holder: Column<Key> = { label: 'For', width: 'minmax(8rem, 1.4fr)', render: holderOf, value: holderOf };
const rest: Column<Key>[] = [
  {
    label: 'Begins with',
    width: '7.5rem',
    render: (k) => <code>{k.status?.prefix}</code>,
    value: (k) => k.status?.prefix,
  },
  { label: 'May use', width: 'minmax(8rem, 1.4fr)', render: scopeOf, value: scopeOf },
  {
    label: 'Expires',
    width: '6.5rem',
    render: (k) => (k.spec?.expiresAt ? <Age time={k.spec.expiresAt} /> : 'never'),
    value: (k) => k.spec?.expiresAt ?? '9999',
  },
  {
    label: 'Last used',
    width: '6.5rem',
    render: (k) => (k.status?.lastUsedAt ? <Age time={k.status.lastUsedAt} /> : 'never'),
    value: (k) => k.status?.lastUsedAt ?? '',
  },
  { label: 'State', width: '7rem', render: (k) => <State apiKey={k} />, value: (k) => stateOf(k).word },
  { label: 'Actions', width: '3.5rem', align: 'end', render: (k) => <KeyActions apiKey={k} /> },
];

/** Everybody's keys. */
export const keyColumns: Column<Key>[] = [name, project, holder, ...rest];

/** One's own keys: whose they are goes without saying. */
export const ownKeyColumns: Column<Key>[] = [name, project, ...rest];
