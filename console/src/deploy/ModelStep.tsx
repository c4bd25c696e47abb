import { SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { useWhere } from '../api/useWhere';
import { Panel } from '../parts/Panel';
import { useDraft } from './draft';
import { fieldsOf } from './engines';
import { TextField } from './fields';
import { usePolicyMode } from './policyMode';
import { VersionChoice } from './VersionChoice';

type Origin = 'library' | 'address' | 'engine';

/** Which model, where it runs, and by what name it is called. */
export function ModelStep() {
  const { deployment, set, endpoint, setEndpoint, errorAt } = useDraft();
  const projects = useWhere({ verb: 'create', kind: kinds.modelDeployments }).projects;
  const { namespace } = deployment.metadata ?? {};
  const { model, engine } = deployment.spec ?? {};
  const [chosen, setChosen] = useState<Origin>();
  const mode = usePolicyMode(namespace);
  const own = engine?.type === 'external' || (engine?.type === 'NIM' && !model);
  const origin = chosen ?? (model?.uri ? 'address' : own ? 'engine' : 'library');
  const choose = (value: string) => {
    setChosen(value as Origin);
    if (value !== 'library') set('spec.model.version', undefined);
    if (value !== 'address') set('spec.model.uri', undefined);
  };
  const move = (project: string | null) => {
    if (!project) return;
    set('metadata.namespace', project);
    if (endpoint) setEndpoint('metadata.namespace', project);
  };
  return (
    <Stack gap="lg">
      <Panel title="Which model">
        <Stack>
          <SegmentedControl
            aria-label="Where the model comes from"
            value={origin}
            onChange={choose}
            data={[
              { value: 'library', label: 'From the library' },
              { value: 'address', label: 'By address', disabled: mode === 'enforce' },
              { value: 'engine', label: 'The engine has it' },
            ]}
          />
          {mode === 'enforce' && (
            <Text size="sm" c="var(--muted)">
              The project {namespace} runs approved models of the library only, so no address is asked for.
            </Text>
          )}
          {origin === 'library' && <VersionChoice />}
          {origin === 'address' && fieldsOf(engine?.type).includes('spec.model.uri') && (
            <TextField
              path="spec.model.uri"
              label="Address"
              mono
              placeholder="hf://owner/name"
              description="hf://owner/name[:revision], s3://…, oci://…, https://…, pvc://claim/path, or a path on the machine."
            />
          )}
          {origin === 'engine' && (
            <Text size="sm" c="var(--muted)">
              The image of a NIM and a service elsewhere have their model already. Choose one of these in the next step.
            </Text>
          )}
        </Stack>
      </Panel>
      <Panel title="Where, and what it is called">
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              label="Project"
              description="Whose it is, and whose limits and budget count."
              data={projects}
              value={namespace ?? null}
              onChange={move}
              error={errorAt('metadata.namespace')}
              searchable
              allowDeselect={false}
            />
            <TextField path="metadata.name" label="Name" description="What callers say as “model”." placeholder="my-model" />
          </SimpleGrid>
          <TextField
            path="spec.description"
            label="Description"
            description="What it is for, for the people who choose one. Optional."
          />
        </Stack>
      </Panel>
    </Stack>
  );
}
