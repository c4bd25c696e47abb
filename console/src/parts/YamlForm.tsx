import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { parse } from 'yaml';
import { ApiError } from '../api/errors';
import type { ApiObject } from '../api/kinds';
import { replace } from '../api/resources';
import { CopyIcon } from './CodeBlock';
import { ErrorNotice } from './ErrorNotice';
import { Loading } from './Loading';
import { manifestOf } from './manifest';
import type { YamlPanelProps } from './YamlPanel';

const YamlEditor = lazy(() => import('./YamlEditor'));

/** The inside of a YamlPanel. */
export default function YamlForm({ kind, object, editable }: YamlPanelProps) {
  const [draft, setDraft] = useState<string>();
  // What one began to change.
  const [before, setBefore] = useState(object);
  const text = draft ?? manifestOf(object);
  const change = (next: string) => {
    if (draft === undefined) setBefore(object);
    setDraft(next);
  };
  const save = useMutation({
    mutationFn: async (dryRun: boolean) => {
      await replace(kind, read(text), { dryRun, before });
      return dryRun;
    },
    onSuccess: (dryRun) => {
      notifications.show({ message: dryRun ? 'The server would accept this.' : `${object.metadata.name} is saved.` });
      if (!dryRun) setDraft(undefined);
    },
  });
  return (
    <Stack gap="sm">
      <ErrorNotice error={save.error} />
      <Paper withBorder radius="lg" style={{ overflow: 'hidden' }}>
        <Suspense fallback={<Loading />}>
          <YamlEditor value={text} onChange={editable ? change : undefined} label={`${object.metadata.name} as YAML`} />
        </Suspense>
      </Paper>
      <Group justify="space-between">
        <Group gap="xs">
          <CopyIcon value={text} label="Copy YAML" />
          <Text size="xs" c="var(--muted)">
            {draft === undefined
              ? 'As it is now.'
              : 'Changed here. What others change meanwhile is not overwritten: saving would be refused.'}
          </Text>
        </Group>
        {editable && (
          <Group gap="xs">
            <Button variant="default" disabled={draft === undefined} onClick={() => setDraft(undefined)}>
              Discard
            </Button>
            <Button variant="default" disabled={draft === undefined} onClick={() => save.mutate(true)}>
              Dry run
            </Button>
            <Button disabled={draft === undefined} loading={save.isPending} onClick={() => save.mutate(false)}>
              Save
            </Button>
          </Group>
        )}
      </Group>
    </Stack>
  );
}

function read(text: string): ApiObject {
  try {
    return parse(text) as ApiObject;
  } catch (e) {
    throw new ApiError(0, `This is not valid YAML: ${(e as Error).message}`);
  }
}
