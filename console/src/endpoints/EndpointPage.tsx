import { ActionIcon, Button, Menu, SimpleGrid, Stack } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResource, useResources } from '../api/useResources';
import { Conditions } from '../parts/Conditions';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { Panel } from '../parts/Panel';
import { UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { EndpointAddress } from './EndpointAddress';
import { EndpointDialog } from './EndpointDialog';
import { EndpointStatus } from './EndpointStatus';
import { TrafficPanel } from './TrafficPanel';
import { sharesOf } from './traffic';

const kind = kinds.endpoints;

export function EndpointPage() {
  const { namespace, name } = useParams({ from: '/endpoints/$namespace/$name' });
  const { item, pending, error, refetch } = useResource(kind, namespace, name);
  const deployments = useResources(kinds.modelDeployments, { namespace });
  const mayEdit = useAccess({ verb: 'patch', kind, namespace, name });
  const mayDelete = useAccess({ verb: 'delete', kind, namespace, name });
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const close = () => setOpen(undefined);
  if (pending || deployments.pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  const shares = sharesOf(item, deployments.items);
  return (
    <Page
      title={name}
      description={`In ${namespace}.`}
      parent={{ to: '/endpoints', label: 'Endpoints' }}
      badge={<EndpointStatus endpoint={item} />}
      actions={
        <>
          {mayEdit && (
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setOpen('edit')}>
              Change address
            </Button>
          )}
          {mayDelete && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="default" size={36} aria-label={`More for ${name}`}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setOpen('delete')}>
                  Delete
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <UrlTabs
        label={`Parts of ${name}`}
        tabs={[
          {
            value: 'traffic',
            label: 'Traffic',
            content: () => (
              <Stack gap="lg">
                <TrafficPanel endpoint={item} deployments={deployments.items} editable={mayEdit} />
                <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
                  <EndpointAddress endpoint={item} />
                  <Panel title="Conditions">
                    <Conditions conditions={item.status?.conditions} />
                  </Panel>
                </SimpleGrid>
              </Stack>
            ),
          },
          { value: 'yaml', label: 'YAML', content: () => <YamlPanel kind={kind} object={item} editable={mayEdit} /> },
        ]}
      />
      {open === 'edit' && <EndpointDialog endpoint={item} onClose={close} />}
      <ConfirmDelete
        kind={kind}
        namespace={namespace}
        name={name}
        affected={[
          `Callers of ${item.status?.url ?? 'its address'} get no answer any more.`,
          ...shares.map((s) => `${s.deployment} stays, and is called by its own name only.`),
        ]}
        opened={open === 'delete'}
        onClose={close}
        onDeleted={() => void navigate({ to: '/endpoints' })}
      />
    </Page>
  );
}
