import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { type ClusterRole, type Kind, kinds } from '../api/kinds';
import { useResource } from '../api/useResources';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { Panel } from '../parts/Panel';
import { UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { GrantsPanel } from './GrantsPanel';
import { RightsTable } from './RightsTable';
import { useGrants } from './useGrants';

export function ClusterRolePage() {
  const { name } = useParams({ from: '/roles/$name' });
  return <RoleDetails kind={kinds.clusterRoles} name={name} />;
}

export function ProjectRolePage() {
  const { namespace, name } = useParams({ from: '/roles/$namespace/$name' });
  return <RoleDetails kind={kinds.roles} namespace={namespace} name={name} />;
}

/** What a role allows, and who has it. */
function RoleDetails({ kind, namespace, name }: { kind: Kind<ClusterRole>; namespace?: string; name: string }) {
  const navigate = useNavigate();
  const { item, pending, error, refetch } = useResource(kind, namespace, name);
  const { grants } = useGrants(namespace);
  const mayEdit = useAccess({ verb: 'update', kind, namespace, name });
  const mayDelete = useAccess({ verb: 'delete', kind, namespace, name });
  const [deleting, setDeleting] = useState(false);
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  const holders = grants.filter((g) => g.role === name && (g.roleKind === 'Role') === !!namespace);
  const isSum = !!item.aggregationRule;
  return (
    <Page
      title={name}
      description={namespace ? `Can be given in ${namespace}.` : 'Can be given in any project, or everywhere.'}
      parent={{ to: '/roles', label: 'Roles' }}
      actions={
        mayDelete && (
          <Button variant="default" c="var(--danger)" onClick={() => setDeleting(true)}>
            Delete
          </Button>
        )
      }
    >
      <UrlTabs
        label={`Parts of ${name}`}
        tabs={[
          {
            value: 'rights',
            label: 'What it allows',
            content: () => (
              <Panel
                title="What it allows"
                description={isSum ? 'The sum of all roles that are labelled to be added to it.' : undefined}
              >
                <RightsTable rules={item.rules} label={`What ${name} allows`} />
              </Panel>
            ),
          },
          { value: 'holders', label: 'Who has it', content: () => <GrantsPanel role={name} /> },
          { value: 'yaml', label: 'YAML', content: () => <YamlPanel kind={kind} object={item} editable={mayEdit} /> },
        ]}
      />
      <ConfirmDelete
        kind={kind}
        namespace={namespace}
        name={name}
        affected={
          holders.length > 0
            ? holders.map((g) => `${g.subject} loses what it allows ${g.project ? `in ${g.project}` : 'everywhere'}.`)
            : ['Nobody has it.']
        }
        opened={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate({ to: '/roles' })}
      />
    </Page>
  );
}
