import { SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds, type Namespace, type Served } from '../api/kinds';
import { create, patch } from '../api/resources';
import { FormDialog } from '../parts/FormDialog';
import { organizationLabel } from './organization';

export interface AddProjectDialogProps {
  organization: string;
  namespaces: Served<Namespace>[];
  onClose: () => void;
}

/** Gives an organization another project: a new one, or one that nobody owns. */
export function AddProjectDialog({ organization, namespaces, onClose }: AddProjectDialogProps) {
  const unowned = namespaces.filter((n) => !n.metadata.labels?.[organizationLabel]).map((n) => n.metadata.name);
  const mayMake = useAccess({ verb: 'create', kind: kinds.namespaces });
  const mayTake = useAccess({ verb: 'patch', kind: kinds.namespaces });
  const [wanted, setWanted] = useState('new');
  const mode = mayMake && mayTake ? wanted : mayTake ? 'existing' : 'new';
  const [name, setName] = useState('');
  const labels = { [organizationLabel]: organization };
  const action = (dryRun: boolean) =>
    mode === 'new'
      ? create(kinds.namespaces, { metadata: { name, labels } }, { dryRun })
      : patch(kinds.namespaces, undefined, name, { metadata: { labels } }, { dryRun });
  return (
    <FormDialog
      title={`Add a project to ${organization}`}
      submit="Add"
      done={`${name} is a project of ${organization}.`}
      action={action}
      onClose={onClose}
      disabled={!name}
    >
      {(errorOf) => (
        <>
          {mayMake && mayTake && (
            <SegmentedControl
              aria-label="Which project"
              data={[
                { value: 'new', label: 'A new one' },
                { value: 'existing', label: 'One without an organization' },
              ]}
              value={mode}
              onChange={(next) => {
                setWanted(next);
                setName('');
              }}
            />
          )}
          {mode === 'new' ? (
            <TextInput
              label="Name"
              placeholder={`${organization}-research`}
              required
              value={name}
              onChange={(e) => setName(e.currentTarget.value)}
              error={errorOf('metadata.name')}
            />
          ) : (
            <Select
              label="Project"
              data={unowned}
              required
              searchable
              value={name || null}
              onChange={(value) => setName(value ?? '')}
              nothingFoundMessage="All of them belong to an organization."
            />
          )}
          <Text size="sm" c="var(--muted)">
            Members get their rights in it within a second. What is called in it counts against the limits and the budget of{' '}
            {organization}.
          </Text>
        </>
      )}
    </FormDialog>
  );
}
