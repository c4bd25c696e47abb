import {
  IconActivity,
  IconBook2,
  IconBox,
  IconBuilding,
  IconCpu,
  IconDatabaseImport,
  IconGauge,
  IconKey,
  IconLayoutDashboard,
  IconMessages,
  IconReceipt,
  IconRoute,
  IconSettings,
  IconShieldCheck,
  IconShieldLock,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { type Kind, kinds } from '../api/kinds';

export interface Destination {
  to: string;
  label: string;
  icon: TablerIcon;
  /** Second key after `g`. */
  key: string;
  /** What one must be able to list, somewhere, for the page to say anything. */
  needs?: Kind;
}

export interface Section {
  label: string;
  destinations: Destination[];
}

/** Both front doors: what operators look after, and what developers use. */
export const navigation: Section[] = [
  {
    label: 'Operate',
    destinations: [
      { to: '/', label: 'Overview', icon: IconLayoutDashboard, key: 'o' },
      { to: '/library', label: 'Library', icon: IconBook2, key: 'l', needs: kinds.modelVersions },
      { to: '/repositories', label: 'Repositories', icon: IconDatabaseImport, key: 'r', needs: kinds.modelRepositories },
      { to: '/deployments', label: 'Deployments', icon: IconBox, key: 'd', needs: kinds.modelDeployments },
      { to: '/endpoints', label: 'Endpoints', icon: IconRoute, key: 'e', needs: kinds.endpoints },
      { to: '/accelerators', label: 'Accelerators', icon: IconCpu, key: 'a', needs: kinds.nodes },
      { to: '/usage', label: 'Usage and cost', icon: IconActivity, key: 'c', needs: kinds.usageReports },
    ],
  },
  {
    label: 'Govern',
    destinations: [
      { to: '/organizations', label: 'Organizations', icon: IconBuilding, key: 'n', needs: kinds.organizations },
      { to: '/accounts', label: 'Users', icon: IconUsers, key: 'u' },
      { to: '/roles', label: 'Roles', icon: IconShieldLock, key: 'w', needs: kinds.clusterRoles },
      { to: '/keys', label: 'API keys', icon: IconKey, key: 'k', needs: kinds.apiKeys },
      { to: '/limits', label: 'Limits and prices', icon: IconGauge, key: 'i', needs: kinds.modelDeployments },
      { to: '/audit', label: 'Audit trail', icon: IconShieldCheck, key: 't', needs: kinds.auditEvents },
      { to: '/settings', label: 'Settings', icon: IconSettings, key: 's' },
    ],
  },
  {
    label: 'Build',
    destinations: [
      { to: '/hub/models', label: 'Models', icon: IconBox, key: 'm' },
      { to: '/hub/playground', label: 'Playground', icon: IconMessages, key: 'p' },
      { to: '/hub/keys', label: 'My keys', icon: IconKey, key: 'y' },
      { to: '/hub/usage', label: 'My usage', icon: IconReceipt, key: 'x' },
    ],
  },
];
