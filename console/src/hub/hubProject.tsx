import { Select } from '@mantine/core';
import { useProjects } from '../api/projects';
import { useChooseProject, useProject } from '../app/project';

/** The project that calls are made for: the one all pages are restricted to, else the first that an organization pays for. */
export function useHubProject(): string | undefined {
  const chosen = useProject();
  const projects = useProjects();
  return chosen ?? (projects.find((p) => p.organization) ?? projects[0])?.name;
}

/** Whose key, limits and budget the page is about. */
export function HubProjectSelect() {
  const project = useHubProject();
  const choose = useChooseProject();
  const projects = useProjects();
  return (
    <Select
      label="Called for project"
      aria-label="Called for project"
      data={projects.map((p) => p.name)}
      value={project ?? null}
      onChange={(value) => value && choose(value)}
      allowDeselect={false}
      searchable
      size="xs"
      w={190}
    />
  );
}
