import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, type TabSearch } from '../app/root';
import { validateUsageSearch } from '../usage/search';

/** Which models are tried. */
interface PlaygroundSearch extends TabSearch {
  model?: string;
  compare?: string;
}

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
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/hub/playground',
    validateSearch: ({ tab, model, compare }: PlaygroundSearch): PlaygroundSearch => ({ tab, model, compare }),
    component: lazyRouteComponent(() => import('./playground/PlaygroundPage'), 'PlaygroundPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/hub/usage',
    validateSearch: validateUsageSearch,
    component: lazyRouteComponent(() => import('./usage/MyUsagePage'), 'MyUsagePage'),
  }),
] as const;
