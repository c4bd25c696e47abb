import { useParams } from '@tanstack/react-router';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResource } from '../api/useResources';
import { PhaseBadge } from '../deployments/phase';
import { useRunningTabs } from '../deployments/useRunningTabs';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { DeleteService } from './DeleteService';
import { ServiceSummary } from './ServiceSummary';
import { statusOf } from './service';

/** An InferenceService that somebody wrote by hand. */
export function ServicePage() {
  const { namespace, name } = useParams({ from: '/services/$namespace/$name' });
  const { item, pending, error, refetch } = useResource(kinds.inferenceServices, namespace, name);
  const mayEdit = useAccess({ verb: 'update', kind: kinds.inferenceServices, namespace, name });
  const running = useRunningTabs(namespace, name);
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  return (
    <Page
      title={name}
      description={`An InferenceService in ${namespace}, applied as it is.`}
      parent={{ to: '/deployments', label: 'Deployments' }}
      badge={<PhaseBadge deployment={{ status: statusOf(item) }} />}
      actions={<DeleteService service={item} />}
    >
      <UrlTabs
        label={`Parts of ${name}`}
        tabs={[
          { value: 'summary', label: 'Summary', content: () => <ServiceSummary service={item} /> },
          ...running,
          {
            value: 'yaml',
            label: 'YAML',
            content: () => <YamlPanel kind={kinds.inferenceServices} object={item} editable={mayEdit} />,
          },
        ]}
      />
    </Page>
  );
}
