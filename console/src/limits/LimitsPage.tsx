import { useSelf } from '../api/projects';
import { Page } from '../parts/Page';
import { UrlTabs } from '../parts/UrlTabs';
import { DeploymentTerms } from './DeploymentTerms';
import { HowItCounts } from './HowItCounts';
import { OrganizationTerms } from './OrganizationTerms';
import { Quotas } from './Quotas';

export function LimitsPage() {
  const self = useSelf();
  const ofOrganizations = !!self?.rights.listOrganizations || self?.projects.some((p) => p.organization);
  return (
    <Page title="Limits and prices" description="How much may be used, by whom, and what it costs.">
      <UrlTabs
        label="Limits and prices"
        tabs={[
          { value: 'deployments', label: 'Deployments', content: () => <DeploymentTerms /> },
          ...(ofOrganizations ? [{ value: 'organizations', label: 'Organizations', content: () => <OrganizationTerms /> }] : []),
          { value: 'quotas', label: 'Quotas of projects', content: () => <Quotas /> },
          { value: 'rules', label: 'What counts against what', content: () => <HowItCounts /> },
        ]}
      />
    </Page>
  );
}
