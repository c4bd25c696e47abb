import { Select } from '@mantine/core';
import { IconFolders } from '@tabler/icons-react';
import { useProjects } from '../api/projects';
import { useChooseProject, useProject } from './project';

/** Restricts all pages to one project. */
export function ProjectSwitch() {
  const project = useProject();
  const choose = useChooseProject();
  const projects = useProjects();
  return (
    <Select
      aria-label="Project"
      placeholder="All projects"
      leftSection={<IconFolders size={15} stroke={1.7} />}
      data={projects.map((p) => p.name)}
      value={project ?? null}
      onChange={(value) => choose(value ?? undefined)}
      searchable
      clearable
      w={190}
      size="xs"
    />
  );
}
