import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TabSearch } from '../app/root';
import { rootRoute } from '../app/root';

const validateSearch = (search: TabSearch): TabSearch => ({ tab: search.tab });

export const roleRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/roles',
    validateSearch,
    component: lazyRouteComponent(() => import('./RolesPage'), 'RolesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/roles/$name',
    validateSearch,
    component: lazyRouteComponent(() => import('./RolePage'), 'ClusterRolePage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/roles/$namespace/$name',
    validateSearch,
    component: lazyRouteComponent(() => import('./RolePage'), 'ProjectRolePage'),
  }),
] as const;
