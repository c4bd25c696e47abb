import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { kinds } from '../api/kinds';
import { create, replace } from '../api/resources';
import { FormDialog } from '../parts/FormDialog';
import { OrganizationFields } from './OrganizationFields';
import { draftOfOrg, type Org, specOf } from './organization';

/** Creates an organization, or changes one. */
export function OrganizationDialog({ organization, onClose }: { organization?: Org; onClose: () => void }) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState(draftOfOrg(organization));
  // As it was when it was opened: what others change meanwhile is refused, not overwritten.
  const [before] = useState(organization);
  const action = (dryRun: boolean) =>
    before
      ? replace(kinds.organizations, { ...before, spec: specOf(draft, before.spec) }, { dryRun, before })
      : create(kinds.organizations, { metadata: { name: draft.name }, spec: specOf(draft) }, { dryRun });
  return (
    <FormDialog
      title={before ? `Edit ${before.metadata.name}` : 'Create an organization'}
      submit={before ? 'Save' : 'Create'}
      done={before ? `${before.metadata.name} is saved.` : `${draft.name} is created.`}
      size="xl"
      action={action}
      onClose={onClose}
      onDone={(made) => {
        onClose();
        if (!before) void navigate({ to: '/organizations/$name', params: { name: made.metadata.name } });
      }}
    >
      {(errorOf) => <OrganizationFields draft={draft} onChange={setDraft} errorOf={errorOf} isNew={!before} />}
    </FormDialog>
  );
}
