import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, type TabSearch } from '../app/root';

export const policyRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/library/policies',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./PoliciesPage'), 'PoliciesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/library/policies/$kind/$name',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./PolicyPage'), 'PolicyPage'),
  }),
  // Of a kind that belongs to projects.
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/library/policies/$kind/$namespace/$name',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./PolicyPage'), 'PolicyPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/library/policies/$kind/new',
    component: lazyRouteComponent(() => import('./NewPolicyPage'), 'NewPolicyPage'),
  }),
] as const;
