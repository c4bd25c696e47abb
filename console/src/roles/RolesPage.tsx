import { Page } from '../parts/Page';
import { UrlTabs } from '../parts/UrlTabs';
import { AskPanel } from './AskPanel';
import { GrantsPanel } from './GrantsPanel';
import { RolesPanel } from './RolesPanel';

export function RolesPage() {
  return (
    <Page
      title="Roles"
      description="Who may do what: a role says what may be done, and it is given to people, groups and programs, in a project or everywhere."
    >
      <UrlTabs
        label="Roles"
        tabs={[
          { value: 'holders', label: 'Who has what', content: () => <GrantsPanel /> },
          { value: 'roles', label: 'Roles', content: () => <RolesPanel /> },
          { value: 'ask', label: 'What may somebody do?', content: () => <AskPanel /> },
        ]}
      />
    </Page>
  );
}
