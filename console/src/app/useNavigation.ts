import { useRouter } from '@tanstack/react-router';
import { useSelf } from '../api/projects';
import { type Destination, navigation, type Section } from './navigation';

/** Whether a page has something to say to this person; no until that is known. */
export function useMayOpen(): (to: string) => boolean {
  const self = useSelf();
  return (to) => {
    const isFor = destinationOf(to)?.isFor;
    return !isFor || (self !== undefined && isFor(self));
  };
}

/** The destinations that this person has a use for. */
export function useNavigation(): Section[] {
  const { routesByPath } = useRouter();
  const mayOpen = useMayOpen();
  return navigation
    .map((section) => ({
      ...section,
      destinations: section.destinations.filter((d) => d.to in routesByPath && mayOpen(d.to)),
    }))
    .filter((section) => section.destinations.length > 0);
}

/** The destination that an address belongs to; the start page only for itself. */
export const destinationOf = (path: string): Destination | undefined =>
  navigation
    .flatMap((section) => section.destinations)
    .find((d) => path === d.to || (d.to !== '/' && path.startsWith(`${d.to}/`)));
