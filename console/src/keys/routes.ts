import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root';

export const keyRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/keys',
    component: lazyRouteComponent(() => import('./KeysPage'), 'KeysPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/keys/$namespace/$name',
    component: lazyRouteComponent(() => import('./KeyPage'), 'KeyPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/hub/keys',
    component: lazyRouteComponent(() => import('./MyKeysPage'), 'MyKeysPage'),
  }),
] as const;
