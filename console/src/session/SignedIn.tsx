import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, type ReactNode } from 'react';
import { sessionQuery } from '../api/session';

const FirstPassword = lazy(() => import('./FirstPassword'));
const SignInPage = lazy(() => import('./SignInPage'));

/** Shows its children to whoever is signed in, and to others the way in. The address stays what was asked for. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data } = useSuspenseQuery(sessionQuery);
  if ('choices' in data) return <SignInPage choices={data.choices} />;
  return data.session.mustChangePassword ? <FirstPassword user={data.session.user} /> : children;
}
