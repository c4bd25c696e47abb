import { useAccess } from '../../api/access';
import { kinds } from '../../api/kinds';
import { useSession } from '../../api/session';
import { EmptyState } from '../../parts/EmptyState';
import { Page } from '../../parts/Page';
import { UrlTabs } from '../../parts/UrlTabs';
import { RequestsTable } from '../../usage/RequestsTable';
import { HubProjectSelect, useHubProject } from '../hubProject';
import { MyLimits } from './MyLimits';
import { MyUsage } from './MyUsage';

/** What somebody used with their own keys, what it cost, and what is left. */
export function MyUsagePage() {
  const project = useHubProject();
  const { user } = useSession();
  const mayList = useAccess({ verb: 'list', kind: kinds.usageRecords, namespace: project });
  return (
    <Page title="My usage" description={`What was asked with keys that are for ${user}.`} actions={<HubProjectSelect />}>
      {project ? (
        <UrlTabs
          label="My usage"
          tabs={[
            { value: 'usage', label: 'Usage and cost', content: () => <MyUsage project={project} user={user} /> },
            { value: 'limits', label: 'Limits and budget', content: () => <MyLimits project={project} user={user} /> },
            ...(mayList
              ? [
                  {
                    value: 'requests',
                    label: 'Requests',
                    content: () => <RequestsTable project={project} filters={{ user }} />,
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <EmptyState title="You are in no project yet">
          Usage belongs to projects. Ask the owner of your organization to add you as a member.
        </EmptyState>
      )}
    </Page>
  );
}
