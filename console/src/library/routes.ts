import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, type TabSearch } from '../app/root';
import { filtersOf } from './filters';

export const libraryRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/library',
    validateSearch: filtersOf,
    component: lazyRouteComponent(() => import('./LibraryPage'), 'LibraryPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/library/import',
    component: lazyRouteComponent(() => import('./import/ImportPage'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/library/$namespace/$name',
    validateSearch: (search: TabSearch): TabSearch => ({ tab: search.tab }),
    component: lazyRouteComponent(() => import('./VersionPage'), 'VersionPage'),
  }),
] as const;
