import { useRouter } from '@tanstack/react-router';
import { useOwnRights } from '../api/projects';
import { navigation, type Section } from './navigation';

/** The destinations that this person has a use for. */
export function useNavigation(): Section[] {
  const { routesByPath } = useRouter();
  const rights = useOwnRights();
  return navigation
    .map((section) => ({
      ...section,
      destinations: section.destinations.filter((d) => d.to in routesByPath && (!d.needs || rights?.[d.needs])),
    }))
    .filter((section) => section.destinations.length > 0);
}
