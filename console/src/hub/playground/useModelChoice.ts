import { useNavigate, useSearch } from '@tanstack/react-router';

/** Which model is tried, and which beside it; in the address, so that it can be linked to. */
export function useModelChoice(models: { id: string }[]) {
  const search = useSearch({ from: '/hub/playground' });
  const navigate = useNavigate();
  const change = (next: { model?: string; compare?: string }) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true });
  const known = (id: string | undefined) => (models.some((m) => m.id === id) ? id : undefined);
  return {
    model: known(search.model) ?? models[0]?.id,
    other: known(search.compare),
    setModel: (model: string) => change({ model }),
    setOther: (compare: string | undefined) => change({ compare }),
  };
}
