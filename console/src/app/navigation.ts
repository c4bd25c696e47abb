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
import type { OwnRights } from '../api/projects';

export interface Destination {
  to: string;
  label: string;
  icon: TablerIcon;
  /** Second key after `g`. */
  key: string;
  /** The right outside of projects without which the page has nothing to say. */
  needs?: keyof OwnRights;
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
      { to: '/library', label: 'Library', icon: IconBook2, key: 'l' },
      { to: '/repositories', label: 'Repositories', icon: IconDatabaseImport, key: 'r' },
      { to: '/deployments', label: 'Deployments', icon: IconBox, key: 'd' },
      { to: '/endpoints', label: 'Endpoints', icon: IconRoute, key: 'e' },
      { to: '/accelerators', label: 'Accelerators', icon: IconCpu, key: 'a', needs: 'listNodes' },
      { to: '/usage', label: 'Usage and cost', icon: IconActivity, key: 'c' },
    ],
  },
  {
    label: 'Govern',
    destinations: [
      { to: '/organizations', label: 'Organizations', icon: IconBuilding, key: 'n', needs: 'listOrganizations' },
      { to: '/accounts', label: 'Users', icon: IconUsers, key: 'u', needs: 'listAccounts' },
      { to: '/roles', label: 'Roles', icon: IconShieldLock, key: 'w', needs: 'listAccounts' },
      { to: '/keys', label: 'API keys', icon: IconKey, key: 'k' },
      { to: '/limits', label: 'Limits and prices', icon: IconGauge, key: 'i' },
      { to: '/audit', label: 'Audit trail', icon: IconShieldCheck, key: 't', needs: 'listAuditEvents' },
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
