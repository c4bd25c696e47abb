import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TabSearch } from '../app/root';
import { rootRoute } from '../app/root';

export const settingRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./SettingsPage'), 'SettingsPage'),
  }),
] as const;
