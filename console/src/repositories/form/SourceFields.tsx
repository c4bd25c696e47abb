import { Button, Checkbox, Collapse, NumberInput, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldError } from '../../parts/fieldErrors';
import { kindOf, type Source, type SourceKind, sourceKinds, withKind } from './draft';
import { SecretPicker } from './SecretPicker';

export interface SourceFieldsProps {
  namespace?: string;
  source: Source;
  onChange: (source: Source) => void;
  errorOf: FieldError;
}

/** Where models come from, and how it is reached. */
export function SourceFields({ namespace, source, onChange, errorOf }: SourceFieldsProps) {
  const kind = kindOf(source.url);
  const [more, setMore] = useState(!!(source.proxy || source.caSecretRef || source.bandwidth || source.concurrency));
  const set = (change: Partial<Source>) => onChange({ ...source, ...change });
  const text = (field: 'endpoint' | 'region' | 'proxy' | 'bandwidth', label: string, description: string) => (
    <TextInput
      label={label}
      description={description}
      value={String(source[field] ?? '')}
      onChange={(e) => set({ [field]: e.currentTarget.value })}
      error={errorOf(`spec.source.${field}`)}
    />
  );
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="Kind of source"
          data={sourceKinds.map(({ value, label }) => ({ value, label }))}
          value={kind}
          onChange={(next) => set({ url: withKind(source.url, next as SourceKind) })}
          allowDeselect={false}
        />
        <TextInput
          label="Address"
          placeholder={sourceKinds.find((k) => k.value === kind)!.example}
          value={source.url ?? ''}
          onChange={(e) => set({ url: e.currentTarget.value })}
          error={errorOf('spec.source.url')}
          required
        />
      </SimpleGrid>
      {(kind === 'oci' || kind === 'hf') && (
        <TagsInput
          label="Repositories"
          description="All that the source lists when empty. A registry without a catalogue needs them."
          value={source.repositories ?? []}
          onChange={(repositories) => set({ repositories })}
          error={errorOf('spec.source.repositories')}
        />
      )}
      {kind === 's3' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {text('endpoint', 'Endpoint', 'Where it is not Amazon’s.')}
          {text('region', 'Region', 'Such as eu-central-1.')}
        </SimpleGrid>
      )}
      {kind === 'hf' && text('endpoint', 'Mirror', 'Address of a mirror of the hub, where it is not the public one.')}
      <SecretPicker
        label="Credentials"
        description="A Secret with username and password, or with token."
        use="credentials"
        namespace={namespace}
        value={source.secretRef?.name}
        onChange={(name) => set({ secretRef: name ? { name } : undefined })}
        error={errorOf('spec.source.secretRef')}
      />
      <Button
        variant="subtle"
        size="xs"
        color="gray"
        style={{ alignSelf: 'flex-start' }}
        leftSection={more ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        onClick={() => setMore(!more)}
        aria-expanded={more}
      >
        How it is reached
      </Button>
      <Collapse expanded={more}>
        <Stack gap="sm">
          <SecretPicker
            label="Certificate authority"
            description="A Secret with ca.crt, trusted besides the system's authorities."
            use="authority"
            namespace={namespace}
            value={source.caSecretRef?.name}
            onChange={(name) => set({ caSecretRef: name ? { name } : undefined })}
            error={errorOf('spec.source.caSecretRef')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {text('proxy', 'Proxy', 'Such as http://proxy.example.com:3128.')}
            {text('bandwidth', 'Bandwidth', 'Bytes a second for all downloads, such as 50Mi.')}
          </SimpleGrid>
          <NumberInput
            label="Downloads at a time"
            min={1}
            max={64}
            value={source.concurrency ?? ''}
            onChange={(value) => set({ concurrency: value === '' ? undefined : Number(value) })}
            error={errorOf('spec.source.concurrency')}
            w={200}
          />
          <Checkbox
            label="Speaks HTTP without TLS"
            checked={source.insecure ?? false}
            onChange={(e) => set({ insecure: e.currentTarget.checked || undefined })}
          />
        </Stack>
      </Collapse>
    </Stack>
  );
}
