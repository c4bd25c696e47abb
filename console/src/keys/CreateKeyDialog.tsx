import { useState } from 'react';
import { useAccess } from '../api/access';
import { type ApiKey, kinds } from '../api/kinds';
import { create } from '../api/resources';
import { useSession } from '../api/session';
import { useRefresh } from '../api/useRefresh';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { FormDialog } from '../parts/FormDialog';
import { KeyFields } from './KeyFields';
import { KeySecret } from './KeySecret';
import { emptyKey, type KeyDraft, keyOf } from './keyDraft';

/** Makes a key, then shows its secret, this once. `own`: for oneself. */
export function CreateKeyDialog({ own = false, onClose }: { own?: boolean; onClose: () => void }) {
  const project = useProject();
  const projects = useWhere({ verb: 'create', kind: kinds.apiKeys }).projects;
  const { user } = useSession();
  const refresh = useRefresh(kinds.apiKeys);
  const [draft, setDraft] = useState(emptyKey(project ?? '', user));
  const [made, setMade] = useState<ApiKey>();
  // A person with one project has nothing to choose.
  const namespace = draft.namespace || (projects.length === 1 ? projects[0]! : '');
  // Keys for others are for whoever manages the keys of the project.
  const manages = useAccess({ verb: 'manage', kind: kinds.apiKeys, namespace: namespace || undefined });
  const forOneself = own || (namespace !== '' && !manages);
  const filled: KeyDraft = forOneself ? { ...draft, namespace, holder: 'user', user } : { ...draft, namespace };
  if (made) return <KeySecret apiKey={made} onClose={onClose} />;
  return (
    <FormDialog
      title={forOneself ? 'Create a key for yourself' : 'Create an API key'}
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
      {(errorOf) => <KeyFields draft={filled} onChange={setDraft} errorOf={errorOf} projects={projects} own={forOneself} />}
    </FormDialog>
  );
}
