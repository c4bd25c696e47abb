import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sessionQuery } from '../api/session';
import { FirstPassword } from './FirstPassword';
import { SignInPage } from './SignInPage';

/** Shows its children to whoever is signed in, and to others the way in. The address stays what was asked for. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data } = useSuspenseQuery(sessionQuery);
  if ('choices' in data) return <SignInPage choices={data.choices} />;
  return data.session.mustChangePassword ? <FirstPassword user={data.session.user} /> : children;
}
