import { Group, Stack, TextInput } from '@mantine/core';
import { BudgetFields } from '../limits/BudgetFields';
import { LimitsFields } from '../limits/LimitsFields';
import type { OrgDraft } from './organization';

export interface OrganizationFieldsProps {
  draft: OrgDraft;
  onChange: (draft: OrgDraft) => void;
  errorOf: (path: string) => string | undefined;
  isNew: boolean;
}

export function OrganizationFields({ draft, onChange, errorOf, isNew }: OrganizationFieldsProps) {
  const set = (part: Partial<OrgDraft>) => onChange({ ...draft, ...part });
  return (
    <Stack gap="md">
      <Group grow align="flex-start">
        {isNew && (
          <TextInput
            label="Name"
            description="Also that of its home project; cannot be changed."
            placeholder="acme"
            required
            value={draft.name}
            onChange={(e) => set({ name: e.currentTarget.value })}
            error={errorOf('metadata.name')}
            data-autofocus
          />
        )}
        <TextInput
          label="Display name"
          description="For people."
          placeholder="Acme Ltd."
          value={draft.displayName}
          onChange={(e) => set({ displayName: e.currentTarget.value })}
          error={errorOf('spec.displayName')}
        />
        <TextInput
          label="Plan"
          description="For reports; nothing follows from it."
          placeholder="gold"
          value={draft.plan}
          onChange={(e) => set({ plan: e.currentTarget.value })}
          error={errorOf('spec.plan')}
        />
      </Group>
      <LimitsFields
        legend="The whole organization together"
        value={draft.limits}
        onChange={(limits) => set({ limits })}
        errorOf={errorOf}
        path="spec.limits"
      />
      <LimitsFields
        legend="Each member, over all of their keys"
        value={draft.userLimits}
        onChange={(userLimits) => set({ userLimits })}
        errorOf={errorOf}
        path="spec.userLimits"
      />
      <LimitsFields
        legend="Each key"
        value={draft.keyLimits}
        onChange={(keyLimits) => set({ keyLimits })}
        errorOf={errorOf}
        path="spec.keyLimits"
      />
      <BudgetFields value={draft.budget} onChange={(budget) => set({ budget })} errorOf={errorOf} path="spec.budget" />
      <Group grow align="flex-start">
        <TextInput
          label="Longest life of a key"
          description="Such as 90d or 12h. Keys may be valid for ever when empty."
          placeholder="No bound"
          value={draft.maxLifetime}
          onChange={(e) => set({ maxLifetime: e.currentTarget.value })}
          error={errorOf('spec.keys')}
        />
        <TextInput
          label="Storage for models"
          description="Such as 500Gi. What several versions share counts once."
          placeholder="No bound"
          value={draft.modelStorage}
          onChange={(e) => set({ modelStorage: e.currentTarget.value })}
          error={errorOf('spec.modelStorage')}
        />
      </Group>
    </Stack>
  );
}
