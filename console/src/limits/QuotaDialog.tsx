import { Fieldset, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { useProjects } from '../api/projects';
import { create, replace } from '../api/resources';
import { useProject } from '../app/project';
import { FormDialog } from '../parts/FormDialog';
import { amountError, limitsIn, nameOf, type Quota, resourcesOf, withLimits } from './quotas';

export interface QuotaDialogProps {
  /** The one that is changed; a new one when absent. */
  quota?: Quota;
  onClose: () => void;
}

/** How much a project may have. */
export function QuotaDialog({ quota, onClose }: QuotaDialogProps) {
  // As it was when it was opened: what others change meanwhile is refused, not overwritten.
  const [before] = useState(quota);
  const [name, setName] = useState('share');
  const [project, setProject] = useState(useProject() ?? '');
  const [limits, setLimits] = useState(() =>
    Object.fromEntries(Object.entries(before?.spec?.hard ?? {}).map(([r, a]) => [r, String(a)])),
  );
  const projects = useProjects().map((p) => p.name);
  const empty = Object.keys(limitsIn(limits)).length === 0;
  const action = (dryRun: boolean) =>
    before
      ? replace(kinds.resourceQuotas, withLimits(before, limits), { dryRun, before })
      : create(kinds.resourceQuotas, { metadata: { name, namespace: project }, spec: { hard: limitsIn(limits) } }, { dryRun });
  return (
    <FormDialog
      title={before ? `Quota ${before.metadata.name} of ${before.metadata.namespace}` : 'Limit a project'}
      submit={before ? 'Save' : 'Limit'}
      done={`${before?.metadata.namespace ?? project} is limited as you said.`}
      size="lg"
      action={action}
      onClose={onClose}
      disabled={empty || (!before && (!project || !name))}
    >
      {(errorOf) => (
        <>
          {!before && (
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <Select
                label="Project"
                data={projects}
                required
                searchable
                value={project || null}
                onChange={(value) => setProject(value ?? '')}
              />
              <TextInput
                label="Name of the quota"
                required
                value={name}
                onChange={(e) => setName(e.currentTarget.value)}
                error={errorOf('metadata.name')}
              />
            </SimpleGrid>
          )}
          <Fieldset legend="At most, all together" variant="unstyled">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              {resourcesOf(before?.spec?.hard ?? {}).map((resource) => (
                <TextInput
                  key={resource}
                  label={nameOf(resource)}
                  placeholder={resource.endsWith('memory') ? 'No limit; 64Gi' : 'No limit'}
                  value={limits[resource] ?? ''}
                  onChange={(e) => setLimits({ ...limits, [resource]: e.currentTarget.value })}
                  error={amountError(errorOf(`spec.hard[${resource}]`) ?? errorOf(`spec.hard.${resource}`))}
                />
              ))}
            </SimpleGrid>
          </Fieldset>
          <Text size="sm" c="var(--muted)">
            What is there already stays. Where processors or memory are limited, a deployment that does not say how much it needs
            is refused.
          </Text>
        </>
      )}
    </FormDialog>
  );
}
