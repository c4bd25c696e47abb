import { Alert, Button, Checkbox, Collapse, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAccess } from '../../api/access';
import { ApiError } from '../../api/errors';
import { kinds } from '../../api/kinds';
import { create } from '../../api/resources';
import { useSession } from '../../api/session';
import { useWhere } from '../../api/useWhere';
import { emptyKey, keyOf } from '../../keys/keyDraft';
import { CopyIcon } from '../../parts/CodeBlock';
import { ErrorNotice } from '../../parts/ErrorNotice';
import type { HubModel } from './useHubModels';

interface NewKeyProps {
  project: string;
  model: HubModel;
  secret?: string;
  onSecret: (secret: string | undefined) => void;
}

const lifetimes = ['1', '7', '30', '90'];

/** Makes a key and hands its secret to the page, which is the only place that ever has it. */
export function NewKey({ project, model, secret, onSecret }: NewKeyProps) {
  const [opened, setOpened] = useState(false);
  if (secret)
    return (
      <Alert variant="light" icon={<IconKey size={18} />} title="The new key is in the snippets">
        <Text size="sm">
          It is shown only here and now: copy it, or the snippet, before you leave this page. It can be revoked under My keys.{' '}
          <CopyIcon value={secret} label="Copy the new key" />
        </Text>
        <Button size="xs" variant="default" mt="xs" onClick={() => onSecret(undefined)}>
          Done, forget it
        </Button>
      </Alert>
    );
  return (
    <div>
      <Button variant="default" leftSection={<IconKey size={16} />} onClick={() => setOpened(!opened)} aria-expanded={opened}>
        Fill in a new key
      </Button>
      <Collapse expanded={opened}>
        <Form project={project} model={model} onSecret={onSecret} />
      </Collapse>
    </div>
  );
}

function Form({ project, model, onSecret }: Omit<NewKeyProps, 'secret'>) {
  const { user } = useSession();
  const projects = useWhere({ verb: 'create', kind: kinds.apiKeys }).projects;
  const [namespace, setNamespace] = useState(project);
  const [name, setName] = useState('');
  const [days, setDays] = useState('30');
  const [restricted, setRestricted] = useState(true);
  const mayCreate = useAccess({ verb: 'create', kind: kinds.apiKeys, namespace });
  const creation = useMutation({
    mutationFn: () =>
      create(
        kinds.apiKeys,
        keyOf({
          ...emptyKey(namespace, user),
          name,
          lifetime: days,
          deployments: restricted ? [`${model.namespace}/${model.name}`] : [],
        }),
      ),
    // The answer is the only thing that has the secret; it must not stay behind in the cache.
    gcTime: 0,
    onSuccess: ({ status }) => onSecret(status?.secret),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    creation.mutate();
  };
  const wrong = (field: string) => fieldsOf(creation.error).find((f) => f.field === field)?.message;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" mt="md">
        <Group gap="md" align="flex-start">
          <Select
            label="Project that pays"
            data={projects}
            value={namespace}
            onChange={(value) => value && setNamespace(value)}
            allowDeselect={false}
            searchable
            w={180}
          />
          <TextInput
            label="Name of the key"
            placeholder="Made up when empty"
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            error={wrong('metadata.name')}
            autoComplete="off"
            w={200}
          />
          <Select
            label="Valid for"
            data={lifetimes.map((d) => ({ value: d, label: d === '1' ? '1 day' : `${d} days` }))}
            value={days}
            onChange={(value) => value && setDays(value)}
            error={wrong('spec.expiresAt')}
            allowDeselect={false}
            w={110}
          />
        </Group>
        <Checkbox
          label={`For ${model.id} only`}
          size="sm"
          checked={restricted}
          onChange={(e) => setRestricted(e.currentTarget.checked)}
        />
        <ErrorNotice error={creation.error} />
        <Group gap="sm">
          <Button type="submit" loading={creation.isPending} disabled={!mayCreate}>
            Make the key
          </Button>
          {!mayCreate && (
            <Text size="sm" c="var(--muted)">
              You may not make keys in {namespace}. Its owners and admins may.
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}

const fieldsOf = (error: unknown) => (error instanceof ApiError ? error.fields : []);
