import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root';

export const hubRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/hub/models',
    component: lazyRouteComponent(() => import('./models/ModelsPage'), 'ModelsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/hub/models/$namespace/$name',
    component: lazyRouteComponent(() => import('./models/ModelPage'), 'ModelPage'),
  }),
] as const;
