import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TabSearch } from '../app/root';
import { rootRoute } from '../app/root';

export const organizationRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/organizations',
    component: lazyRouteComponent(() => import('./OrganizationsPage'), 'OrganizationsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/organizations/$name',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./OrganizationPage'), 'OrganizationPage'),
  }),
] as const;
