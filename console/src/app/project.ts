import { useNavigate, useSearch } from '@tanstack/react-router';

/** The project that pages are restricted to, from the address; undefined for all of them. */
export function useProject(): string | undefined {
  return useSearch({ from: '__root__' }).project;
}

/** Restricts the page to a project. */
export function useChooseProject(): (project: string | undefined) => void {
  const navigate = useNavigate();
  return (project) => void navigate({ to: '.', search: (before) => ({ ...before, project }) });
}
