import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { TabSearch } from '../app/root';
import { rootRoute } from '../app/root';

export const limitRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/limits',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./LimitsPage'), 'LimitsPage'),
  }),
] as const;
