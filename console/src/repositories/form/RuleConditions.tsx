import { NumberInput, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import type { FieldError } from '../../parts/fieldErrors';
import type { Rule } from '../rules';
import { labelsOf, labelsText } from './draft';

/** How many of the conditions that are mostly out of sight a rule has. */
export const countMore = ({ newest, formats, licenses, maxSize, minAge, maxAge, labels }: Rule): number =>
  [newest, formats?.length, licenses?.length, maxSize, minAge, maxAge, Object.keys(labels ?? {}).length].filter(Boolean).length;

export interface RuleConditionsProps {
  rule: Rule;
  onChange: (rule: Rule) => void;
  errorOf: FieldError;
}

/** What else can have to match. */
export function RuleConditions({ rule, onChange, errorOf }: RuleConditionsProps) {
  const tags = (field: 'formats' | 'licenses', label: string, placeholder: string) => (
    <TagsInput
      size="xs"
      label={label}
      placeholder={rule[field]?.length ? undefined : placeholder}
      value={rule[field] ?? []}
      onChange={(value) => onChange({ ...rule, [field]: value.length > 0 ? value : undefined })}
      error={errorOf(field)}
    />
  );
  const text = (field: 'maxSize' | 'minAge' | 'maxAge', label: string, placeholder: string) => (
    <TextInput
      size="xs"
      label={label}
      placeholder={placeholder}
      value={String(rule[field] ?? '')}
      onChange={(e) => onChange({ ...rule, [field]: e.currentTarget.value || undefined })}
      error={errorOf(field)}
    />
  );
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {tags('formats', 'Formats', 'gguf, safetensors')}
        {tags('licenses', 'Licences', 'Apache-2.0, MIT')}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="xs">
        <NumberInput
          size="xs"
          label="Newest of each"
          placeholder="all"
          min={1}
          value={rule.newest ?? ''}
          onChange={(value) => onChange({ ...rule, newest: value === '' ? undefined : Number(value) })}
          error={errorOf('newest')}
        />
        {text('maxSize', 'No larger than', '20Gi')}
        {text('minAge', 'Unchanged for', '7d')}
        {text('maxAge', 'Changed within', '365d')}
      </SimpleGrid>
      <TagsInput
        size="xs"
        label="Labels at the source"
        placeholder={Object.keys(rule.labels ?? {}).length > 0 ? undefined : 'team=search'}
        value={labelsText(rule.labels)}
        onChange={(value) => onChange({ ...rule, labels: value.length > 0 ? labelsOf(value) : undefined })}
        error={errorOf('labels')}
      />
    </Stack>
  );
}
