import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, type TabSearch } from '../app/root';

export const endpointRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/endpoints',
    component: lazyRouteComponent(() => import('./EndpointsPage'), 'EndpointsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/endpoints/$namespace/$name',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./EndpointPage'), 'EndpointPage'),
  }),
] as const;
