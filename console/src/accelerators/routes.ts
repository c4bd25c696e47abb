import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root';

export const acceleratorRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/accelerators',
    component: lazyRouteComponent(() => import('./AcceleratorsPage'), 'AcceleratorsPage'),
  }),
] as const;
