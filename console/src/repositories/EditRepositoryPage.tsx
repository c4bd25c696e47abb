import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { kinds } from '../api/kinds';
import { get } from '../api/resources';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { Page } from '../parts/Page';
import { blank } from './form/draft';
import { RepositoryForm } from './form/RepositoryForm';

export function EditRepositoryPage() {
  const { namespace, name } = useParams({ from: '/repositories/$namespace/$name/edit' });
  const navigate = useNavigate();
  const back = () => void navigate({ to: '/repositories/$namespace/$name', params: { namespace, name } });
  // Asked once: a form that changed under one's hands would be worse than a refusal when somebody else was faster.
  const { data, error, refetch } = useQuery({
    queryKey: ['edit repository', namespace, name],
    queryFn: ({ signal }) => get(kinds.modelRepositories, namespace, name, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { managedFields: _, ...metadata } = data.metadata;
  return (
    <Page title={`Edit ${name}`} description={namespace} parent={{ to: `/repositories/${namespace}/${name}`, label: name }}>
      <RepositoryForm
        initial={{ metadata, spec: data.spec ?? blank }}
        before={data}
        onSaved={() => {
          notifications.show({ message: `${name} is saved.` });
          back();
        }}
        onCancel={back}
      />
    </Page>
  );
}
