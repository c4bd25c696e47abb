import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResource } from '../api/useResources';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { DeleteOrganization } from './DeleteOrganization';
import { MembersPanel } from './MembersPanel';
import { OrganizationDialog } from './OrganizationDialog';
import { OrganizationSummary } from './OrganizationSummary';
import { ProjectsPanel } from './ProjectsPanel';
import { ReadyBadge } from './ReadyBadge';

export function OrganizationPage() {
  const { name } = useParams({ from: '/organizations/$name' });
  const navigate = useNavigate();
  const { item, pending, error, refetch } = useResource(kinds.organizations, undefined, name);
  const mayEdit = useAccess({ verb: 'update', kind: kinds.organizations, name });
  const mayDelete = useAccess({ verb: 'delete', kind: kinds.organizations, name });
  const seesMembers = useAccess({ verb: 'list', kind: kinds.members, namespace: name });
  const [asked, setAsked] = useState<'edit' | 'delete'>();
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  return (
    <Page
      title={item.spec?.displayName ?? name}
      description={item.spec?.displayName ? name : undefined}
      parent={{ to: '/organizations', label: 'Organizations' }}
      badge={<ReadyBadge organization={item} />}
      actions={
        <>
          {mayEdit && (
            <Button variant="default" onClick={() => setAsked('edit')}>
              Edit
            </Button>
          )}
          {mayDelete && (
            <Button variant="default" c="var(--danger)" onClick={() => setAsked('delete')}>
              Delete
            </Button>
          )}
        </>
      }
    >
      <UrlTabs
        label={`Parts of ${name}`}
        tabs={[
          { value: 'summary', label: 'Summary', content: () => <OrganizationSummary organization={item} /> },
          { value: 'projects', label: 'Projects', content: () => <ProjectsPanel organization={name} /> },
          ...(seesMembers ? [{ value: 'members', label: 'Members', content: () => <MembersPanel organization={name} /> }] : []),
          {
            value: 'yaml',
            label: 'YAML',
            content: () => <YamlPanel kind={kinds.organizations} object={item} editable={mayEdit} />,
          },
        ]}
      />
      {asked === 'edit' && <OrganizationDialog organization={item} onClose={() => setAsked(undefined)} />}
      {asked === 'delete' && (
        <DeleteOrganization
          organization={item}
          onClose={() => setAsked(undefined)}
          onDeleted={() => void navigate({ to: '/organizations' })}
        />
      )}
    </Page>
  );
}
