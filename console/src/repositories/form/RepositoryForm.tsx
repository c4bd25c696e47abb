import { Button, Grid, Group, Paper, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { kinds, type ModelRepository, type Served } from '../../api/kinds';
import { create, replace } from '../../api/resources';
import { useWhere } from '../../api/useWhere';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { fieldErrors } from '../../parts/fieldErrors';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Preview } from '../preview/Preview';
import { type Draft, manifest, pruned } from './draft';
import { LookFields } from './LookFields';
import { RulesEditor } from './RulesEditor';
import { SourceFields } from './SourceFields';

const DraftYaml = lazy(() => import('./DraftYaml'));

export interface RepositoryFormProps {
  initial: Draft;
  /** As it is there already, with a name that stays; absent for a new one. */
  before?: Served<ModelRepository>;
  onSaved: (repository: Served<ModelRepository>) => void;
  onCancel: () => void;
}

/** A source and its rules, as a form or as YAML, and beside it what they take. Both are the same draft: what is sent is what stands there. */
export function RepositoryForm({ initial, before, onSaved, onCancel }: RepositoryFormProps) {
  const [draft, setDraft] = useState(initial);
  const [view, setView] = useState('form');
  const [problem, setProblem] = useState<string>();
  const save = useMutation({
    mutationFn: () => {
      const object = manifest(draft);
      return before ? replace(kinds.modelRepositories, object, { before }) : create(kinds.modelRepositories, object);
    },
    onSuccess: onSaved,
  });
  const spec = pruned(draft.spec);
  const errorOf = fieldErrors(save.error);
  const setSpec = (next: Draft['spec']) => setDraft({ ...draft, spec: next });
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        if (!problem) save.mutate();
      }}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack>
            <SegmentedControl
              aria-label="Written as"
              value={view}
              onChange={setView}
              data={[
                // What cannot be read cannot be shown as a form, and is not to be lost.
                { value: 'form', label: 'Form', disabled: !!problem },
                { value: 'yaml', label: 'YAML' },
              ]}
              style={{ alignSelf: 'flex-start' }}
            />
            {view === 'yaml' ? (
              <Suspense fallback={<Loading />}>
                <DraftYaml draft={draft} onChange={setDraft} onProblem={setProblem} />
              </Suspense>
            ) : (
              <>
                {!before && (
                  <Panel title="Name">
                    <NameFields draft={draft} onChange={setDraft} nameError={errorOf('metadata.name')} />
                  </Panel>
                )}
                <Panel title="Source">
                  <SourceFields
                    namespace={draft.metadata.namespace}
                    source={draft.spec.source ?? {}}
                    onChange={(source) => setSpec({ ...draft.spec, source })}
                    errorOf={errorOf}
                  />
                </Panel>
                <Panel
                  title="Rules"
                  description="The first that matches a version decides about it; what none matches is left out."
                >
                  <RulesEditor
                    rules={draft.spec.rules ?? []}
                    onChange={(rules) => setSpec({ ...draft.spec, rules })}
                    errorOf={errorOf}
                  />
                </Panel>
                <Panel title="Looks">
                  <LookFields spec={draft.spec} onChange={setSpec} errorOf={errorOf} />
                </Panel>
              </>
            )}
            <ErrorNotice error={save.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onCancel}>
                Cancel
              </Button>
              <Button
                type="submit"
                loading={save.isPending}
                disabled={!!problem || !draft.metadata.name || !draft.metadata.namespace}
              >
                {before ? 'Save' : 'Add repository'}
              </Button>
            </Group>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Paper component="aside" aria-label="What the rules take" bg="transparent" pos="sticky" top={76}>
            <Preview namespace={draft.metadata.namespace} spec={spec} />
          </Paper>
        </Grid.Col>
      </Grid>
    </form>
  );
}

function NameFields({ draft, onChange, nameError }: { draft: Draft; onChange: (draft: Draft) => void; nameError?: string }) {
  const projects = useWhere({ verb: 'create', kind: kinds.modelRepositories }).projects;
  const { metadata } = draft;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label="Project"
        data={[...new Set([...projects, ...(metadata.namespace ? [metadata.namespace] : [])])]}
        value={metadata.namespace ?? null}
        onChange={(namespace) => onChange({ ...draft, metadata: { ...metadata, namespace: namespace ?? undefined } })}
        searchable
        required
      />
      <TextInput
        label="Name"
        value={metadata.name ?? ''}
        onChange={(e) => onChange({ ...draft, metadata: { ...metadata, name: e.currentTarget.value } })}
        error={nameError}
        required
      />
    </SimpleGrid>
  );
}
