import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useProject } from '../app/project';
import { Page } from '../parts/Page';
import { RepositoryForm } from './form/RepositoryForm';

export function NewRepositoryPage() {
  const navigate = useNavigate();
  const project = useProject();
  return (
    <Page
      title="Add a repository"
      description="A source that you trust, and the rules that say which of its models come into the library."
      parent={{ to: '/repositories', label: 'Repositories' }}
    >
      <RepositoryForm
        initial={{ metadata: { namespace: project }, spec: { source: { url: '' }, rules: [{}] } }}
        existing={false}
        onSaved={({ metadata: { namespace, name } }) => {
          notifications.show({ message: `${name} is added, and its source is being looked through.` });
          void navigate({ to: '/repositories/$namespace/$name', params: { namespace: namespace!, name } });
        }}
        onCancel={() => void navigate({ to: '/repositories' })}
      />
    </Page>
  );
}
