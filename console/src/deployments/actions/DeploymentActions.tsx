import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconPlayerPlay,
  IconPlayerStop,
  IconProgressCheck,
  IconRefresh,
  IconStack2,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../../api/access';
import { kinds, type ModelDeployment, type Served } from '../../api/kinds';
import { DeleteDialog } from './DeleteDialog';
import { RestartDialog } from './RestartDialog';
import { ScaleDialog } from './ScaleDialog';
import { StopDialog } from './StopDialog';

type Dialog = 'stop' | 'restart' | 'scale' | 'delete';

/** What one can do with a deployment, as far as one may. */
export function DeploymentActions({ deployment }: { deployment: Served<ModelDeployment> }) {
  const { metadata, spec } = deployment;
  const { name } = metadata;
  const namespace = metadata.namespace!;
  const [open, setOpen] = useState<Dialog>();
  const kind = kinds.modelDeployments;
  const mayPatch = useAccess({ verb: 'patch', kind, namespace, name });
  const mayDelete = useAccess({ verb: 'delete', kind, namespace, name });
  const mayCreate = useAccess({ verb: 'create', kind, namespace });
  const runsHere = spec?.engine?.type !== 'external';
  const close = () => setOpen(undefined);
  return (
    <>
      {mayPatch && (
        <Button
          variant="default"
          leftSection={spec?.stopped ? <IconPlayerPlay size={16} /> : <IconPlayerStop size={16} />}
          onClick={() => setOpen('stop')}
        >
          {spec?.stopped ? 'Start' : 'Stop'}
        </Button>
      )}
      {mayPatch && runsHere && (
        <Button variant="default" leftSection={<IconStack2 size={16} />} onClick={() => setOpen('scale')}>
          Scale
        </Button>
      )}
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={`More for ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconProgressCheck size={15} />}
            renderRoot={(props) => <Link to="/deployments/$namespace/$name/progress" params={{ namespace, name }} {...props} />}
          >
            Progress and test request
          </Menu.Item>
          {mayCreate && (
            <Menu.Item
              leftSection={<IconCopy size={15} />}
              renderRoot={(props) => <Link to="/deploy" search={{ from: `${namespace}/${name}` }} {...props} />}
            >
              Deploy another like this
            </Menu.Item>
          )}
          {mayPatch && runsHere && !spec?.stopped && (
            <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => setOpen('restart')}>
              Restart
            </Menu.Item>
          )}
          {mayDelete && (
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setOpen('delete')}>
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'stop' && <StopDialog deployment={deployment} onClose={close} />}
      {open === 'restart' && <RestartDialog deployment={deployment} onClose={close} />}
      {open === 'scale' && <ScaleDialog deployment={deployment} onClose={close} />}
      {open === 'delete' && <DeleteDialog deployment={deployment} onClose={close} />}
    </>
  );
}
