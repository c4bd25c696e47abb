import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root';

/** What a deployment begins with: a version of the library (`project/model:version`), or a deployment (`project/name`) to copy. */
export interface DeploySearch {
  version?: string;
  from?: string;
  step?: string;
}

/** `first`: comes from the guide, so that the first test request is sent by itself. */
export interface ProgressSearch {
  first?: boolean;
}

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

export const deployRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/deploy',
    validateSearch: (search: Record<string, unknown>): DeploySearch => ({
      version: text(search.version),
      from: text(search.from),
      step: text(search.step),
    }),
    component: lazyRouteComponent(() => import('./DeployPage'), 'DeployPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/deployments/$namespace/$name/progress',
    validateSearch: (search: Record<string, unknown>): ProgressSearch => ({ first: search.first === true || undefined }),
    component: lazyRouteComponent(() => import('./progress/ProgressPage'), 'ProgressPage'),
  }),
] as const;
