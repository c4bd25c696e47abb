import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { kinds } from '../api/kinds';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { Loading } from '../parts/Loading';
import { NoRight } from '../parts/NoRight';
import { Page } from '../parts/Page';
import { RepositoryForm } from './form/RepositoryForm';

export function NewRepositoryPage() {
  const navigate = useNavigate();
  const project = useProject();
  const { projects: where, pending } = useWhere({ verb: 'create', kind: kinds.modelRepositories }, project);
  if (pending) return <Loading />;
  if (where.length === 0)
    return (
      <Page title="Add a repository" parent={{ to: '/repositories', label: 'Repositories' }}>
        <NoRight title="You may not add repositories">
          Owners and admins of a project may, and who looks after its library (library-admin). Ask one of them, or a platform
          administrator.
        </NoRight>
      </Page>
    );
  return (
    <Page
      title="Add a repository"
      description="A source that you trust, and the rules that say which of its models come into the library."
      parent={{ to: '/repositories', label: 'Repositories' }}
    >
      <RepositoryForm
        initial={{ metadata: { namespace: project }, spec: { source: { url: '' }, rules: [{}] } }}
        onSaved={({ metadata: { namespace, name } }) => {
          notifications.show({ message: `${name} is added, and its source is being looked through.` });
          void navigate({ to: '/repositories/$namespace/$name', params: { namespace: namespace!, name } });
        }}
        onCancel={() => void navigate({ to: '/repositories' })}
      />
    </Page>
  );
}
