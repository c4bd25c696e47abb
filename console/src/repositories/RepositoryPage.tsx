import { Button } from '@mantine/core';
import { IconEdit, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { patch } from '../api/resources';
import { useResource } from '../api/useResources';
import { ConfirmDelete } from '../parts/ConfirmDelete';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { HealthBadge } from './health';
import { PreviewTab } from './PreviewTab';
import { RepositorySummary } from './RepositorySummary';
import { RepositoryVersions } from './RepositoryVersions';

const syncRequest = 'modelyard.dev/sync-requested-at';

export function RepositoryPage() {
  const { namespace, name } = useParams({ from: '/repositories/$namespace/$name' });
  const { item: repository, pending, error, refetch } = useResource(kinds.modelRepositories, namespace, name);
  const mayEdit = useAccess({ verb: 'update', kind: kinds.modelRepositories, namespace, name });
  const mayDelete = useAccess({ verb: 'delete', kind: kinds.modelRepositories, namespace, name });
  const mayPreview = useAccess({ verb: 'create', kind: kinds.modelRepositoryPreviews, namespace });
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const look = useMutation({
    mutationFn: () =>
      patch(kinds.modelRepositories, namespace, name, { metadata: { annotations: { [syncRequest]: new Date().toISOString() } } }),
  });
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!repository) return <NotFound />;
  const asked = repository.metadata.annotations?.[syncRequest];
  const looking = !!asked && asked !== repository.status?.lastRequest && !repository.spec?.suspend;
  return (
    <Page
      title={name}
      description={`${namespace} · ${repository.spec?.source?.url}`}
      parent={{ to: '/repositories', label: 'Repositories' }}
      badge={<HealthBadge repository={repository} />}
      actions={
        <>
          {mayEdit && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} />}
              loading={look.isPending || looking}
              onClick={() => look.mutate()}
            >
              Look now
            </Button>
          )}
          {mayEdit && (
            <Button
              variant="default"
              leftSection={<IconEdit size={16} />}
              renderRoot={(props) => <Link to="/repositories/$namespace/$name/edit" params={{ namespace, name }} {...props} />}
            >
              Edit
            </Button>
          )}
          {mayDelete && (
            <Button variant="default" c="var(--danger)" onClick={() => setDeleting(true)}>
              Delete
            </Button>
          )}
        </>
      }
    >
      <ErrorNotice error={look.error} />
      <UrlTabs
        label={`Parts of ${name}`}
        tabs={[
          { value: 'summary', label: 'Summary', content: () => <RepositorySummary repository={repository} /> },
          ...(mayPreview
            ? [{ value: 'rules', label: 'What the rules take', content: () => <PreviewTab repository={repository} /> }]
            : []),
          { value: 'versions', label: 'Versions', content: () => <RepositoryVersions repository={repository} /> },
          {
            value: 'yaml',
            label: 'YAML',
            content: () => <YamlPanel kind={kinds.modelRepositories} object={repository} editable={mayEdit} />,
          },
        ]}
      />
      <ConfirmDelete
        kind={kinds.modelRepositories}
        namespace={namespace}
        name={name}
        affected={['Nothing new comes in from there any more. Versions that came from it stay.']}
        opened={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate({ to: '/repositories' })}
      />
    </Page>
  );
}
