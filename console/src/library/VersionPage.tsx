import { useParams } from '@tanstack/react-router';
import { lazy } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useResource } from '../api/useResources';
import { DeployVersionButton } from '../deploy/DeployVersionButton';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { Page } from '../parts/Page';
import { PageError } from '../parts/PageError';
import { UrlTabs } from '../parts/UrlTabs';
import { YamlPanel } from '../parts/YamlPanel';
import { ApprovalsTab } from './approvals/ApprovalsTab';
import { DecisionButtons } from './approvals/DecisionButtons';
import { NextStep } from './NextStep';
import { shortName, stageOf } from './names';
import { PhaseBadge } from './phase';
import { VersionMenu } from './VersionMenu';

const CardTab = lazy(() => import('./card/CardTab'));
const ScanTab = lazy(() => import('./scan/ScanTab'));
const SignaturesTab = lazy(() => import('./signatures/SignaturesTab'));
const BomTab = lazy(() => import('./bom/BomTab'));
const LineageTab = lazy(() => import('./lineage/LineageTab'));
const UsageTab = lazy(() => import('./usage/UsageTab'));

export function VersionPage() {
  const { namespace, name } = useParams({ from: '/library/$namespace/$name' });
  const { item: version, pending, error, refetch } = useResource(kinds.modelVersions, namespace, name);
  const mayEdit = useAccess({ verb: 'update', kind: kinds.modelVersions, namespace });
  if (pending) return <Loading />;
  if (error) return <PageError error={error} onRetry={refetch} />;
  if (!version) return <NotFound />;
  return (
    <Page
      title={shortName(version)}
      description={`${namespace} · ${stageOf(version)}`}
      parent={{ to: '/library', label: 'Library' }}
      badge={<PhaseBadge version={version} />}
      actions={
        <>
          <DecisionButtons version={version} />
          <DeployVersionButton version={version} />
          <VersionMenu version={version} />
        </>
      }
    >
      <NextStep version={version} />
      <UrlTabs
        label={`Parts of ${shortName(version)}`}
        tabs={[
          { value: 'card', label: 'Card', content: () => <CardTab version={version} /> },
          { value: 'scan', label: 'Scan', content: () => <ScanTab version={version} /> },
          { value: 'signatures', label: 'Signatures', content: () => <SignaturesTab version={version} /> },
          { value: 'approvals', label: 'Approvals', content: () => <ApprovalsTab version={version} /> },
          { value: 'bom', label: 'Bill of materials', content: () => <BomTab version={version} /> },
          { value: 'lineage', label: 'Lineage', content: () => <LineageTab version={version} /> },
          { value: 'usage', label: 'Used by', content: () => <UsageTab version={version} /> },
          {
            value: 'yaml',
            label: 'YAML',
            content: () => <YamlPanel kind={kinds.modelVersions} object={version} editable={mayEdit} />,
          },
        ]}
      />
    </Page>
  );
}
