import { Button, Checkbox, FileInput, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconFileZip, IconUpload } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { kinds } from '../../api/kinds';
import { useWhere } from '../../api/useWhere';
import { useProject } from '../../app/project';
import { CodeBlock } from '../../parts/CodeBlock';
import { ErrorNotice } from '../../parts/ErrorNotice';
import { bytes } from '../../parts/format';
import { Loading } from '../../parts/Loading';
import { NoRight } from '../../parts/NoRight';
import { Page } from '../../parts/Page';
import { Panel } from '../../parts/Panel';
import { type ImportDraft, importCommand, keysProblem } from './archive';
import { ImportProgress } from './ImportProgress';
import { ImportResult } from './ImportResult';
import { useImport } from './useImport';

/** Takes the versions of a signed archive into the library of a project. */
export function ImportPage() {
  const chosen = useProject();
  const { projects, pending } = useWhere({ verb: 'create', kind: kinds.modelImports });
  const [draft, setDraft] = useState<ImportDraft>({ project: chosen ?? '', keys: '', allowUnsigned: false });
  const [file, setFile] = useState<File | null>(null);
  const sending = useImport();
  const filled = { ...draft, project: draft.project || (projects.length === 1 ? projects[0]! : '') };
  const wrong = keysProblem(draft.keys);
  const set = (part: Partial<ImportDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file) sending.mutate({ file, draft: filled });
  };
  return (
    <Page
      title="Import an archive"
      description="Versions that another Modelyard exported, carried here as a file. They are scanned here, and need their approvals here."
      parent={{ to: '/library', label: 'Library' }}
    >
      {pending && <Loading />}
      {!pending && projects.length === 0 && (
        <NoRight title="You may not import models">
          Owners and admins of a project may, and who looks after its library (library-admin). Ask one of them, or a platform
          administrator.
        </NoRight>
      )}
      {!pending && projects.length > 0 && (
        <Stack maw={820}>
          <Panel title="The archive">
            <form onSubmit={submit}>
              <Stack>
                <fieldset disabled={sending.isPending} style={{ display: 'contents' }}>
                  <Group grow align="flex-start">
                    <Select
                      label="Project"
                      description="Whose library it goes to."
                      data={projects}
                      value={filled.project || null}
                      onChange={(project) => set({ project: project ?? '' })}
                      searchable
                      required
                    />
                    <FileInput
                      label="File"
                      description={file ? bytes(file.size) : 'A .tar that “Export as signed archive” or the command line wrote.'}
                      placeholder="Choose a file"
                      accept=".tar,application/x-tar"
                      leftSection={<IconFileZip size={16} stroke={1.7} />}
                      value={file}
                      onChange={setFile}
                      clearable
                      required
                    />
                  </Group>
                  <Textarea
                    label="Public keys of the site that exported it"
                    description="As its “library keys public” prints them. The keys of this installation are trusted anyway."
                    placeholder="-----BEGIN PUBLIC KEY-----"
                    autosize
                    minRows={3}
                    maxRows={10}
                    styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                    value={draft.keys}
                    onChange={(e) => set({ keys: e.currentTarget.value })}
                    error={wrong}
                    spellCheck={false}
                  />
                  <Checkbox
                    label="Also take it when nobody signed it"
                    description="What somebody else signed is refused in any case."
                    checked={draft.allowUnsigned}
                    onChange={(e) => set({ allowUnsigned: e.currentTarget.checked })}
                  />
                </fieldset>
                {sending.progress && <ImportProgress progress={sending.progress} onCancel={sending.cancel} />}
                {sending.cancelled && (
                  <Text size="sm" role="status">
                    Cancelled. Nothing was created; what had arrived is not written again when you repeat it.
                  </Text>
                )}
                <ErrorNotice error={sending.error} title={sending.error ? 'It was not imported' : undefined} />
                {sending.data && <ImportResult made={sending.data} />}
                <Group justify="flex-end">
                  <Button
                    type="submit"
                    leftSection={<IconUpload size={16} />}
                    loading={sending.isPending}
                    disabled={!file || !filled.project || !!wrong}
                  >
                    Import
                  </Button>
                </Group>
              </Stack>
            </form>
          </Panel>
          <Panel title="On the command line" description="The same, where the file lies on a machine without a browser.">
            <CodeBlock code={importCommand(filled, file?.name)} label="import command" />
          </Panel>
        </Stack>
      )}
    </Page>
  );
}
