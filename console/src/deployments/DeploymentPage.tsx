import { useParams } from '@tanstack/react-router';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResource } from '../api/useResources';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { DeploymentActions } from './actions/DeploymentActions';
import { DeploymentSummary } from './DeploymentSummary';
import { PhaseBadge } from './phase';
import { useRunningTabs } from './useRunningTabs';

export function DeploymentPage() {
  const { namespace, name } = useParams({ from: '/deployments/$namespace/$name' });
  const { item, pending, error, refetch } = useResource(kinds.modelDeployments, namespace, name);
  const mayEdit = useAccess({ verb: 'update', kind: kinds.modelDeployments, namespace, name });
  const running = useRunningTabs(namespace, name, item?.spec?.engine?.type !== 'external');
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!item) return <NotFound />;
  return (
    <Page
      title={name}
      description={item.spec?.description ? `${item.spec.description} In ${namespace}.` : `In ${namespace}.`}
      parent={{ to: '/deployments', label: 'Deployments' }}
      badge={<PhaseBadge deployment={item} />}
      actions={<DeploymentActions deployment={item} />}
    >
      <UrlTabs
        label={`Parts of ${name}`}
        tabs={[
          { value: 'summary', label: 'Summary', content: () => <DeploymentSummary deployment={item} /> },
          ...running,
          {
            value: 'yaml',
            label: 'YAML',
            content: () => <YamlPanel kind={kinds.modelDeployments} object={item} editable={mayEdit} />,
          },
        ]}
      />
    </Page>
  );
}
