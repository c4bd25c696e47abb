import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TabSearch } from '../app/root';
import { rootRoute } from '../app/root';

export const deploymentRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/deployments',
    component: lazyRouteComponent(() => import('./DeploymentsPage'), 'DeploymentsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/deployments/$namespace/$name',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./DeploymentPage'), 'DeploymentPage'),
  }),
] as const;
