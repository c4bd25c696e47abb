import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/errors';
import { whenSignedOut } from '../api/http';
import { sessionQuery } from '../api/session';
import { watches } from '../api/watches';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // What was refused is refused again; what could not be reached may be back.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiError && error.code >= 400 && error.code < 500 && error.code !== 429),
      refetchOnWindowFocus: false,
      staleTime: 5_000,
    },
  },
});

// Asked again, the session says that nobody is signed in, and the page becomes the sign-in page. Where one was stays in the address. Who is signed in all the same, as when only
// a key was refused, goes on following what the page shows.
whenSignedOut(async () => {
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  const state = queryClient.getQueryData(sessionQuery.queryKey);
  if (state && !('session' in state)) watches.close();
});
