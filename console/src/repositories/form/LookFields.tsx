import { Checkbox, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import type { FieldError } from '../../parts/fieldErrors';
import { labelsOf, labelsText, type Spec } from './draft';

export interface LookFieldsProps {
  spec: Spec;
  onChange: (spec: Spec) => void;
  errorOf: FieldError;
}

/** When the source is looked through, and what becomes of what is found. What is empty is as the server has it by default. */
export function LookFields({ spec, onChange, errorOf }: LookFieldsProps) {
  const choice = (field: 'sync' | 'onDelete' | 'naming', label: string, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      placeholder="As the server does by default"
      data={data}
      value={spec[field] ?? null}
      onChange={(value) => onChange({ ...spec, [field]: value ?? undefined })}
      clearable
      error={errorOf(`spec.${field}`)}
    />
  );
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Schedule"
          description="Cron in UTC, such as 0 3 * * * for daily at three."
          placeholder="when it changes, and when asked"
          value={spec.schedule ?? ''}
          onChange={(e) => onChange({ ...spec, schedule: e.currentTarget.value })}
          error={errorOf('spec.schedule')}
        />
        <TagsInput
          label="Labels for the versions"
          description="Policies select by them."
          placeholder={Object.keys(spec.versionLabels ?? {}).length > 0 ? undefined : 'environment=production'}
          value={labelsText(spec.versionLabels)}
          onChange={(value) => onChange({ ...spec, versionLabels: labelsOf(value) })}
          error={errorOf('spec.versionLabels')}
        />
        {choice('sync', 'What the rules take', [
          { value: 'Automatic', label: 'is fetched' },
          { value: 'Offer', label: 'is offered, and fetched when asked for' },
        ])}
        {choice('onDelete', 'What is gone there', [
          { value: 'Keep', label: 'stays' },
          { value: 'Deprecate', label: 'is deprecated' },
          { value: 'Remove', label: 'is removed unless something runs it' },
        ])}
        {choice('naming', 'Models are called by', [
          { value: 'LastSegment', label: 'the last part of their name there' },
          { value: 'FullPath', label: 'all of their name there' },
        ])}
      </SimpleGrid>
      <Checkbox
        label="Suspended: the source is not looked at"
        checked={spec.suspend ?? false}
        onChange={(e) => onChange({ ...spec, suspend: e.currentTarget.checked || undefined })}
      />
    </Stack>
  );
}
