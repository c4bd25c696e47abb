import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconDots, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import type { Key } from './key';
import { RevokeKeyDialog } from './RevokeKeyDialog';
import { RotateKeyDialog } from './RotateKeyDialog';

/** What can be done with a key, in a row. */
export function KeyActions({ apiKey }: { apiKey: Key }) {
  const { namespace, name } = apiKey.metadata;
  const [asked, setAsked] = useState<'rotate' | 'revoke'>();
  const mayRotate = useAccess({ verb: 'create', kind: kinds.apiKeys, namespace });
  const mayRevoke = useAccess({ verb: 'delete', kind: kinds.apiKeys, namespace });
  if (!mayRotate && !mayRevoke) return null;
  const close = () => setAsked(undefined);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayRotate && (
            <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => setAsked('rotate')}>
              Rotate…
            </Menu.Item>
          )}
          {mayRevoke && (
            <Menu.Item color="red" leftSection={<IconBan size={15} />} onClick={() => setAsked('revoke')}>
              Revoke…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked === 'rotate' && <RotateKeyDialog apiKey={apiKey} onClose={close} />}
      {asked === 'revoke' && <RevokeKeyDialog apiKey={apiKey} onClose={close} />}
    </>
  );
}
