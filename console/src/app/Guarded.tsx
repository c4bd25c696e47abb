import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSelf } from '../api/projects';
import { Loading } from '../parts/Loading';
import { NoRight } from '../parts/NoRight';
import { Page } from '../parts/Page';
import { destinationOf } from './useNavigation';

/** A page, for whom it has something to say; others are told whom to ask, whatever led them there. */
export function Guarded({ children }: { children: ReactNode }) {
  const self = useSelf();
  const destination = destinationOf(useLocation({ select: (l) => l.pathname }));
  if (!destination?.isFor) return children;
  if (!self) return <Loading />;
  if (destination.isFor(self)) return children;
  return (
    <Page title={destination.label}>
      <NoRight title="You have no right to this page" />
    </Page>
  );
}
