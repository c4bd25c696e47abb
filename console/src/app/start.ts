import { selfQuery } from '../api/projects';
import { sessionQuery } from '../api/session';
import { queryClient } from './queryClient';
import { router } from './router';

/** How long nothing is shown while things are on their way, in milliseconds: who waits longer should see that something happens. */
const patience = 400;

/**
 * Who is signed in, what they see, and the page itself, before anything is drawn. React holds back what follows a "loading" for a third
 * of a second, lest the picture flicker; on a quick line that would be most of the time until the page is there.
 */
export async function ready(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  // What failed is told by the page.
  await Promise.race([Promise.allSettled([person(), router.load()]), late]);
}

async function person(): Promise<void> {
  await queryClient.prefetchQuery(sessionQuery);
  const state = queryClient.getQueryData(sessionQuery.queryKey);
  if (state && 'session' in state && !state.session.mustChangePassword) await queryClient.prefetchQuery(selfQuery);
}
