import { useQueryClient } from '@tanstack/react-query';
import { type Kind, pathOf } from './kinds';

/** Asks again for all shown lists of a kind: for after a change of a kind that cannot be watched. */
export function useRefresh(kind: Kind): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['list', pathOf(kind)] });
}
