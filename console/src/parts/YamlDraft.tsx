import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { parse } from 'yaml';
import { ApiError } from '../api/errors';
import { type ApiObject, apiVersionOf, type Kind, type Served } from '../api/kinds';
import { create } from '../api/resources';
import { CopyIcon } from './CodeBlock';
import { ErrorNotice } from './ErrorNotice';
import { Loading } from './Loading';

const YamlEditor = lazy(() => import('./YamlEditor'));

export interface YamlDraftProps {
  kind: Kind;
  /** What one starts from; taken again when it changes before anything was written. */
  initial: string;
  /** What stands there now, as far as it is YAML. */
  onDraft?: (draft: ApiObject | undefined) => void;
  onCreated: (object: Served<ApiObject>) => void;
}

/** Something new, written as YAML: tried and created exactly as it stands there. To be loaded lazily. */
export default function YamlDraft({ kind, initial, onDraft, onCreated }: YamlDraftProps) {
  const [text, setText] = useState(initial);
  const begun = useRef(initial);
  useEffect(() => {
    const last = begun.current;
    begun.current = initial;
    setText((written) => (written === last ? initial : written));
  }, [initial]);
  useEffect(() => onDraft?.(tryRead(text)), [text, onDraft]);
  const made = useMutation({
    mutationFn: async (dryRun: boolean) => ({ object: await create(kind, read(kind, text), { dryRun }), dryRun }),
    onSuccess: ({ object, dryRun }) => {
      notifications.show({ message: dryRun ? 'The server would accept this.' : `${object.metadata.name} is created.` });
      if (!dryRun) onCreated(object);
    },
  });
  return (
    <Stack gap="sm">
      <ErrorNotice error={made.error} />
      <Paper withBorder radius="lg" style={{ overflow: 'hidden' }}>
        <Suspense fallback={<Loading />}>
          <YamlEditor value={text} onChange={setText} label={`New ${kind.kind} as YAML`} height="24rem" />
        </Suspense>
      </Paper>
      <Group justify="space-between">
        <Group gap="xs">
          <CopyIcon value={text} label="Copy YAML" />
          <Text size="xs" c="var(--muted)">
            Created exactly as it stands here.
          </Text>
        </Group>
        <Group gap="xs">
          <Button variant="default" onClick={() => made.mutate(true)}>
            Dry run
          </Button>
          <Button loading={made.isPending} onClick={() => made.mutate(false)}>
            Create
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function tryRead(text: string): ApiObject | undefined {
  try {
    const value = parse(text) as unknown;
    return value !== null && typeof value === 'object' ? (value as ApiObject) : undefined;
  } catch {
    return undefined;
  }
}

function read(kind: Kind, text: string): ApiObject {
  let value: ApiObject | null;
  try {
    value = parse(text) as ApiObject | null;
  } catch (e) {
    throw new ApiError(0, `This is not valid YAML: ${(e as Error).message}`);
  }
  if (value?.kind !== kind.kind || value.apiVersion !== apiVersionOf(kind))
    throw new ApiError(0, `This page makes a ${kind.kind}: keep "apiVersion: ${apiVersionOf(kind)}" and "kind: ${kind.kind}".`);
  return value;
}
