import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { Page } from '../parts/Page';
import { UrlTabs } from '../parts/UrlTabs';
import { AboutPanel } from './AboutPanel';
import { AppearancePanel } from './AppearancePanel';
import { LicencesPanel } from './LicencesPanel';
import { MySessionsPanel } from './MySessionsPanel';
import { ProvidersPanel } from './ProvidersPanel';

export function SettingsPage() {
  const mayProviders = useAccess({ verb: 'list', kind: kinds.identityProviders });
  return (
    <Page title="Settings" description="This installation, how people sign in, and what is yours.">
      <UrlTabs
        label="Settings"
        tabs={[
          { value: 'about', label: 'Installation', content: () => <AboutPanel /> },
          ...(mayProviders ? [{ value: 'providers', label: 'Sign-in providers', content: () => <ProvidersPanel /> }] : []),
          { value: 'sessions', label: 'My sessions', content: () => <MySessionsPanel /> },
          { value: 'appearance', label: 'Appearance', content: () => <AppearancePanel /> },
          { value: 'licences', label: 'Licences', content: () => <LicencesPanel /> },
        ]}
      />
    </Page>
  );
}
