import { useRouter } from '@tanstack/react-router';
import { navigation, type Section } from './navigation';

/** The destinations that this person has a use for. */
export function useNavigation(): Section[] {
  const { routesByPath } = useRouter();
  return navigation
    .map((section) => ({ ...section, destinations: section.destinations.filter((d) => d.to in routesByPath) }))
    .filter((section) => section.destinations.length > 0);
}
