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
import type { Self } from '../api/projects';

export interface Destination {
  to: string;
  label: string;
  icon: TablerIcon;
  /** Second key after `g`. */
  key: string;
  /** For whom the page has something to say; absent: for everybody. */
  isFor?: (self: Self) => boolean;
}

export interface Section {
  label: string;
  destinations: Destination[];
}

// A project without a role in it is one whose library somebody looks after.
const inProject = ({ projects }: Self) => projects.length > 0;
const withRole = ({ projects }: Self) => projects.some((p) => p.role);
const withMore = ({ projects }: Self) => projects.some((p) => p.role && p.role !== 'view');

/** Both front doors: what operators look after, and what developers use. */
export const navigation: Section[] = [
  {
    label: 'Operate',
    destinations: [
      { to: '/', label: 'Overview', icon: IconLayoutDashboard, key: 'o' },
      { to: '/library', label: 'Library', icon: IconBook2, key: 'l', isFor: inProject },
      { to: '/repositories', label: 'Repositories', icon: IconDatabaseImport, key: 'r', isFor: inProject },
      { to: '/deployments', label: 'Deployments', icon: IconBox, key: 'd', isFor: withRole },
      { to: '/endpoints', label: 'Endpoints', icon: IconRoute, key: 'e', isFor: withRole },
      { to: '/accelerators', label: 'Accelerators', icon: IconCpu, key: 'a', isFor: ({ rights }) => !!rights.listNodes },
      { to: '/usage', label: 'Usage and cost', icon: IconActivity, key: 'c', isFor: withRole },
    ],
  },
  {
    label: 'Govern',
    destinations: [
      {
        to: '/organizations',
        label: 'Organizations',
        icon: IconBuilding,
        key: 'n',
        isFor: ({ projects, rights }) => !!rights.listOrganizations || projects.some((p) => p.organization && p.role),
      },
      { to: '/accounts', label: 'Users', icon: IconUsers, key: 'u', isFor: ({ rights }) => !!rights.listAccounts },
      {
        to: '/roles',
        label: 'Roles',
        icon: IconShieldLock,
        key: 'w',
        isFor: ({ projects, rights }) => !!rights.listAccounts || projects.some((p) => p.role === 'admin'),
      },
      { to: '/keys', label: 'API keys', icon: IconKey, key: 'k', isFor: withMore },
      { to: '/limits', label: 'Limits and prices', icon: IconGauge, key: 'i', isFor: withRole },
      { to: '/audit', label: 'Audit trail', icon: IconShieldCheck, key: 't', isFor: ({ rights }) => !!rights.listAuditEvents },
      { to: '/settings', label: 'Settings', icon: IconSettings, key: 's' },
    ],
  },
  {
    label: 'Build',
    destinations: [
      { to: '/hub/models', label: 'Models', icon: IconBox, key: 'm', isFor: withMore },
      { to: '/hub/playground', label: 'Playground', icon: IconMessages, key: 'p', isFor: withMore },
      { to: '/hub/keys', label: 'My keys', icon: IconKey, key: 'y', isFor: withMore },
      { to: '/hub/usage', label: 'My usage', icon: IconReceipt, key: 'x', isFor: withRole },
    ],
  },
];
