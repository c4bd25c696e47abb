import { createRootRoute, Outlet, retainSearchParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { NotFound } from '../parts/NotFound';
import { SignedIn } from '../session/SignedIn';
import { Guarded } from './Guarded';
import { Shell } from './Shell';

/** What every page keeps in its address: the project it is restricted to. */
export interface RootSearch {
  project?: string;
}

/** What the pages of single things keep besides: which tab is open. */
export interface TabSearch {
  tab?: string;
}

export const rootRoute = createRootRoute({
  validateSearch: (search: Record<string, unknown>): RootSearch =>
    typeof search.project === 'string' && search.project ? { project: search.project } : {},
  search: { middlewares: [retainSearchParams(['project'])] },
  component: () => (
    <Suspense fallback={<Loading />}>
      <SignedIn>
        <Shell>
          <Suspense fallback={<Loading />}>
            <Guarded>
              <Outlet />
            </Guarded>
          </Suspense>
        </Shell>
      </SignedIn>
    </Suspense>
  ),
  notFoundComponent: NotFound,
  errorComponent: ({ error }) => <ErrorNotice error={error} />,
});
