import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root';
import { validateUsageSearch } from './search';

export const usageRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/usage',
    validateSearch: validateUsageSearch,
    component: lazyRouteComponent(() => import('./UsagePage'), 'UsagePage'),
  }),
] as const;
