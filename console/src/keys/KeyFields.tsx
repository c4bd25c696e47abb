import { Accordion, Checkbox, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { BudgetFields } from '../limits/BudgetFields';
import { LimitsFields } from '../limits/LimitsFields';
import { HolderFields } from './HolderFields';
import type { KeyDraft } from './keyDraft';
import { useReachable } from './useReachable';

export interface KeyFieldsProps {
  draft: KeyDraft;
  onChange: (draft: KeyDraft) => void;
  errorOf: (path: string) => string | undefined;
  projects: string[];
  /** Whether it can only be for oneself. */
  own: boolean;
}

const lifetimes = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'date', label: 'On a day…' },
  { value: 'never', label: 'Never' },
];

export function KeyFields({ draft, onChange, errorOf, projects, own }: KeyFieldsProps) {
  const set = (part: Partial<KeyDraft>) => onChange({ ...draft, ...part });
  const { deployments, endpoints } = useReachable(draft.namespace);
  return (
    <Stack gap="sm">
      <Group grow align="flex-start">
        <Select
          label="Project"
          description="Its usage counts there."
          data={projects}
          value={draft.namespace || null}
          onChange={(namespace) => set({ namespace: namespace ?? '' })}
          searchable
          required
        />
        <TextInput
          label="Name"
          description="One is made up if you leave it empty."
          placeholder="nightly-import"
          value={draft.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
          error={errorOf('metadata.name')}
        />
      </Group>
      {!own && <HolderFields draft={draft} onChange={onChange} errorOf={errorOf} />}
      <TagsInput
        label="Deployments it may use"
        description="As name or project/name; all that the project can reach when empty."
        placeholder={draft.deployments.length ? undefined : 'All'}
        data={deployments}
        value={draft.deployments}
        onChange={(value) => set({ deployments: value })}
        error={errorOf('spec.deployments')}
      />
      <Group grow align="flex-end">
        <Select
          label="Expires"
          data={lifetimes}
          value={draft.lifetime}
          onChange={(lifetime) => set({ lifetime: lifetime ?? '30' })}
          allowDeselect={false}
          error={errorOf('spec.expiresAt')}
        />
        {draft.lifetime === 'date' && (
          <TextInput
            type="date"
            label="Last day (UTC)"
            required
            value={draft.date}
            onChange={(e) => set({ date: e.currentTarget.value })}
          />
        )}
      </Group>
      <Accordion variant="separated" chevronPosition="left">
        <Accordion.Item value="more">
          <Accordion.Control>Limits, budget and permissions of this key alone</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="md">
              <LimitsFields
                legend="Instead of those that the organization gives every key"
                value={draft.limits}
                onChange={(limits) => set({ limits })}
                errorOf={errorOf}
                path="spec.limits"
              />
              <BudgetFields value={draft.budget} onChange={(budget) => set({ budget })} errorOf={errorOf} path="spec.budget" />
              <TagsInput
                label="Endpoints it may be used at"
                placeholder={draft.endpoints.length ? undefined : 'All'}
                data={endpoints}
                value={draft.endpoints}
                onChange={(value) => set({ endpoints: value })}
                error={errorOf('spec.endpoints')}
              />
              <Checkbox.Group
                label="It may"
                value={draft.permissions}
                onChange={(permissions) => set({ permissions })}
                error={errorOf('spec.permissions')}
              >
                <Group mt={6}>
                  <Checkbox value="invoke" label="call models" disabled={draft.permissions.join() === 'invoke'} />
                  <Checkbox value="read" label="list which models there are" disabled={draft.permissions.join() === 'read'} />
                </Group>
              </Checkbox.Group>
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
