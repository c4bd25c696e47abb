import { useState } from 'react';
import { type ApiKey, kinds } from '../api/kinds';
import { useProjects } from '../api/projects';
import { create } from '../api/resources';
import { useSession } from '../api/session';
import { useRefresh } from '../api/useRefresh';
import { useProject } from '../app/project';
import { FormDialog } from '../parts/FormDialog';
import { KeyFields } from './KeyFields';
import { KeySecret } from './KeySecret';
import { emptyKey, keyOf } from './keyDraft';

/** Makes a key, then shows its secret, this once. `own`: for oneself. */
export function CreateKeyDialog({ own = false, onClose }: { own?: boolean; onClose: () => void }) {
  const project = useProject();
  const projects = useProjects().map((p) => p.name);
  const { user } = useSession();
  const refresh = useRefresh(kinds.apiKeys);
  const [draft, setDraft] = useState(emptyKey(project ?? '', user));
  const [made, setMade] = useState<ApiKey>();
  // A person with one project has nothing to choose.
  const namespace = draft.namespace || (projects.length === 1 ? projects[0]! : '');
  const filled = { ...draft, namespace };
  if (made) return <KeySecret apiKey={made} onClose={onClose} />;
  return (
    <FormDialog
      title={own ? 'Create a key for yourself' : 'Create an API key'}
      submit="Create key"
      size="lg"
      disabled={!namespace}
      action={(dryRun) => create(kinds.apiKeys, keyOf(filled), { dryRun })}
      onClose={onClose}
      onDone={(key) => {
        refresh();
        setMade(key);
      }}
    >
      {(errorOf) => <KeyFields draft={filled} onChange={setDraft} errorOf={errorOf} projects={projects} own={own} />}
    </FormDialog>
  );
}
