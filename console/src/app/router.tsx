import { createRouter } from '@tanstack/react-router';
import { acceleratorRoutes } from '../accelerators/routes';
import { accountRoutes } from '../accounts/routes';
import { auditRoutes } from '../audit/routes';
import { deployRoutes } from '../deploy/routes';
import { deploymentRoutes } from '../deployments/routes';
import { endpointRoutes } from '../endpoints/routes';
import { hubRoutes } from '../hub/routes';
import { keyRoutes } from '../keys/routes';
import { libraryRoutes } from '../library/routes';
import { limitRoutes } from '../limits/routes';
import { organizationRoutes } from '../organizations/routes';
import { overviewRoutes } from '../overview/routes';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { policyRoutes } from '../policies/routes';
import { repositoryRoutes } from '../repositories/routes';
import { roleRoutes } from '../roles/routes';
import { serviceRoutes } from '../services/routes';
import { settingRoutes } from '../settings/routes';
import { usageRoutes } from '../usage/routes';
import { rootRoute } from './root';

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...acceleratorRoutes,
    ...accountRoutes,
    ...auditRoutes,
    ...deployRoutes,
    ...deploymentRoutes,
    ...endpointRoutes,
    ...hubRoutes,
    ...keyRoutes,
    ...libraryRoutes,
    ...organizationRoutes,
    ...overviewRoutes,
    ...limitRoutes,
    ...serviceRoutes,
    ...settingRoutes,
    ...policyRoutes,
    ...repositoryRoutes,
    ...roleRoutes,
    ...usageRoutes,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error }) => <ErrorNotice error={error} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
