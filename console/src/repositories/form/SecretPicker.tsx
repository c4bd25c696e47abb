import { Button, Group, Select, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccess } from '../../api/access';
import { json } from '../../api/http';
import { kinds, pathOf } from '../../api/kinds';
import { NewSecret, type SecretUse } from './NewSecret';

export interface SecretPickerProps {
  label: string;
  description: string;
  use: SecretUse;
  namespace?: string;
  value?: string;
  onChange: (name: string | undefined) => void;
  error?: string;
}

/** Names only: what is in Secrets never reaches this page. */
async function names(namespace: string, signal: AbortSignal): Promise<string[]> {
  const answer = await json<{ items?: { metadata: { name: string } }[] }>(`/k8s${pathOf(kinds.secrets, namespace)}`, {
    signal,
    headers: { Accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' },
  });
  return (answer.items ?? []).map((s) => s.metadata.name).sort();
}

/** A Secret of the project: one that is there, or a new one. */
export function SecretPicker({ label, description, use, namespace, value, onChange, error }: SecretPickerProps) {
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const mayList = useAccess({ verb: 'list', kind: kinds.secrets, namespace });
  const mayCreate = useAccess({ verb: 'create', kind: kinds.secrets, namespace });
  const queryKey = ['secret names', namespace];
  const known = useQuery({
    queryKey,
    queryFn: ({ signal }) => names(namespace!, signal),
    enabled: !!namespace && mayList,
  });
  const data = [...new Set([...(known.data ?? []), ...(value ? [value] : [])])];
  return (
    <Stack gap={4}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Select
          flex={1}
          label={label}
          description={description}
          placeholder={data.length > 0 ? 'None' : 'None there yet'}
          data={data}
          value={value ?? null}
          onChange={(name) => onChange(name ?? undefined)}
          clearable
          searchable
          error={error}
        />
        {mayCreate && namespace && (
          <Button variant="default" onClick={() => setCreating(true)} aria-label={`New secret for ${label.toLowerCase()}`}>
            New…
          </Button>
        )}
      </Group>
      {namespace && (
        <NewSecret
          use={use}
          namespace={namespace}
          opened={creating}
          onClose={() => setCreating(false)}
          onCreated={(name) => {
            void client.invalidateQueries({ queryKey });
            onChange(name);
          }}
        />
      )}
    </Stack>
  );
}
