import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, type TabSearch } from '../app/root';

export const repositoryRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/repositories',
    component: lazyRouteComponent(() => import('./RepositoriesPage'), 'RepositoriesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/repositories/new',
    component: lazyRouteComponent(() => import('./NewRepositoryPage'), 'NewRepositoryPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/repositories/$namespace/$name',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./RepositoryPage'), 'RepositoryPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/repositories/$namespace/$name/edit',
    component: lazyRouteComponent(() => import('./EditRepositoryPage'), 'EditRepositoryPage'),
  }),
] as const;
