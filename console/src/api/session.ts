import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { ApiError } from './errors';
import { json, send, setCsrfToken } from './http';

export interface Session {
  /** What it is called among the sessions of the API. */
  name: string;
  user: string;
  displayName?: string;
  groups: string[];
  provider: string;
  csrf: string;
  expires: string;
  mustChangePassword?: boolean;
}

/** How one can sign in here. */
export interface SignInChoices {
  local: boolean;
  providers: { name: string; displayName: string }[];
  firstSteps?: string;
}

/** Who is signed in, or how one can be. */
export type SessionState = { session: Session } | { choices: SignInChoices };

function accept(session: Session): SessionState {
  setCsrfToken(session.csrf);
  return { session };
}

async function current(): Promise<SessionState> {
  try {
    return accept(await json<Session>('/session'));
  } catch (e) {
    if (e instanceof ApiError && e.code === 401) return { choices: e.status as unknown as SignInChoices };
    throw e;
  }
}

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: current, staleTime: Number.POSITIVE_INFINITY });

export const signIn = async (user: string, password: string): Promise<SessionState> =>
  accept(await json<Session>('/session', { method: 'POST', body: { user, password } }));

/** Signs out here; leaves for the provider, to sign out there too, when it is set up so, else for the first page. */
export async function signOut(everywhere = false): Promise<void> {
  location.assign(await nextAfter(everywhere ? '/sessions' : '/session'));
}

async function nextAfter(ended: string): Promise<string> {
  try {
    const answer = await send(ended, { method: 'DELETE' });
    return answer.status === 200 ? ((await answer.json()) as { next: string }).next : '/';
  } catch (e) {
    // A session that has ended meanwhile needs no end.
    if (e instanceof ApiError && e.code === 401) return '/';
    throw e;
  }
}

export const changePassword = (current: string, next: string): Promise<Response> =>
  send('/session/password', { method: 'POST', body: { current, new: next } });

/** The session of a page that is only shown to somebody who is signed in. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!('session' in data)) throw new ApiError(401, 'Nobody is signed in.');
  return data.session;
}
