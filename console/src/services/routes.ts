import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TabSearch } from '../app/root';
import { rootRoute } from '../app/root';

export const serviceRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/services/$namespace/$name',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./ServicePage'), 'ServicePage'),
  }),
] as const;
