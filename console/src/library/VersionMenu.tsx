import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconRefreshAlert, IconStairs, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds, pathOf } from '../api/kinds';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { shortName, type Version } from './names';
import { RecheckDialog } from './RecheckDialog';
import { StageDialog } from './stage/StageDialog';

/** What else can be done with a version, as far as one may. */
export function VersionMenu({ version }: { version: Version }) {
  const { namespace, name } = version.metadata;
  const navigate = useNavigate();
  const [open, setOpen] = useState<'stage' | 'recheck' | 'delete'>();
  const close = () => setOpen(undefined);
  const mayStage = useAccess({ verb: 'patch', kind: kinds.modelVersions, namespace, name });
  const mayDelete = useAccess({ verb: 'delete', kind: kinds.modelVersions, namespace, name });
  const mayRecheck = useAccess({ verb: 'create', kind: kinds.contentReviews, namespace });
  const mayExport = useAccess({ verb: 'get', kind: kinds.modelVersions, subresource: 'archive', namespace, name });
  const fetched = !!version.status?.digest;
  if (!mayStage && !mayDelete && !mayRecheck && !mayExport) return null;
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={`More for ${shortName(version)}`}>
            <IconDots size={18} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayStage && (
            <Menu.Item leftSection={<IconStairs size={15} />} onClick={() => setOpen('stage')}>
              Change stage…
            </Menu.Item>
          )}
          {mayExport && fetched && (
            <Menu.Item
              leftSection={<IconDownload size={15} />}
              component="a"
              href={`/k8s${pathOf(kinds.modelVersions, namespace, name)}/archive`}
              download={`${name}.tar`}
            >
              Export as signed archive
            </Menu.Item>
          )}
          {mayRecheck && fetched && (
            <Menu.Item leftSection={<IconRefreshAlert size={15} />} onClick={() => setOpen('recheck')}>
              Read the files again…
            </Menu.Item>
          )}
          {mayDelete && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setOpen('delete')}>
                Delete…
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <StageDialog version={version} opened={open === 'stage'} onClose={close} />
      <RecheckDialog version={version} opened={open === 'recheck'} onClose={close} />
      <ConfirmDelete
        kind={kinds.modelVersions}
        namespace={namespace}
        name={name}
        affected={[
          'Its files, as far as no other version has them.',
          'Its scan report, signatures, waivers and approvals.',
          ...(version.status?.usage?.by ?? []).map((user) => `${user}, which runs it.`),
        ]}
        opened={open === 'delete'}
        onClose={close}
        onDeleted={() => void navigate({ to: '/library' })}
      />
    </>
  );
}
