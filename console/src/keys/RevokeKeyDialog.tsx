import { useQuery } from '@tanstack/react-query';
import { kinds } from '../api/kinds';
import { useRefresh } from '../api/useRefresh';
import { Age } from '../parts/Age';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { number } from '../parts/format';
import { holderOf, type Key } from './key';
import { keyUsageQuery } from './keyUsage';

const days = 7;

/** Asks before a key is revoked, with what it was used for lately: that stops. */
export function RevokeKeyDialog({ apiKey, onClose, onRevoked }: { apiKey: Key; onClose: () => void; onRevoked?: () => void }) {
  const { name, namespace } = apiKey.metadata;
  const refresh = useRefresh(kinds.apiKeys);
  const used = useQuery(keyUsageQuery(namespace!, name, days));
  return (
    <ConfirmDelete
      kind={kinds.apiKeys}
      namespace={namespace}
      name={name}
      words={{ act: 'Revoke', done: 'is revoked' }}
      affected={[
        `Calls with ${apiKey.status?.prefix ?? name}… are refused at once, by every gateway within a second.`,
        <>
          It is for {holderOf(apiKey)}
          {apiKey.status?.lastUsedAt ? (
            <>
              {' '}
              and was last used <Age time={apiKey.status.lastUsedAt} />.
            </>
          ) : (
            ' and was never used.'
          )}
        </>,
        ...(used.data ?? []).map(
          (row) => `${row.deployment ?? 'No deployment'}: ${number(row.requests)} requests in the last ${days} days.`,
        ),
      ]}
      opened
      onClose={onClose}
      onDeleted={() => {
        refresh();
        onRevoked?.();
      }}
    />
  );
}
