import { Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { kinds, type Member, type Served } from '../api/kinds';
import { create, replace } from '../api/resources';
import { useRefresh } from '../api/useRefresh';
import { LimitsFields } from '../limits/LimitsFields';
import { withoutBlanks } from '../limits/text';
import { FormDialog } from '../parts/FormDialog';
import { memberName } from './organization';

type Role = NonNullable<Member['spec']['role']>;

const roles = [
  { value: 'owner', label: 'Owner: manages projects, members and keys' },
  { value: 'admin', label: 'Admin: manages projects, members and keys' },
  { value: 'developer', label: 'Developer: deploys and calls models' },
  { value: 'viewer', label: 'Viewer: looks, and asks how much was used' },
];

export interface MemberDialogProps {
  organization: string;
  member?: Served<Member>;
  onClose: () => void;
}

/** Adds a person to an organization, or changes what they are in it. */
export function MemberDialog({ organization, member, onClose }: MemberDialogProps) {
  const refresh = useRefresh(kinds.members);
  const [user, setUser] = useState(member?.spec.user ?? '');
  const [role, setRole] = useState<Role>(member?.spec.role ?? 'developer');
  const [teams, setTeams] = useState(member?.spec.teams ?? []);
  const [limits, setLimits] = useState(member?.spec.limits ?? {});
  const spec = { ...member?.spec, user, role, teams: teams.length ? teams : undefined, limits: withoutBlanks(limits) };
  const action = (dryRun: boolean) =>
    member
      ? replace(kinds.members, { ...member, spec }, { dryRun, before: member })
      : create(kinds.members, { metadata: { name: memberName(user), namespace: organization }, spec }, { dryRun });
  return (
    <FormDialog
      title={member ? `Change ${member.spec.user}` : `Add a member to ${organization}`}
      submit={member ? 'Save' : 'Add'}
      done={`${user} is ${role} of ${organization}.`}
      size="lg"
      action={action}
      onClose={onClose}
      onDone={() => {
        refresh();
        onClose();
      }}
    >
      {(errorOf) => (
        <>
          <TextInput
            label="User"
            description="As they sign in, and as keys and usage name them."
            placeholder="developer@acme.example"
            required
            disabled={!!member}
            value={user}
            onChange={(e) => setUser(e.currentTarget.value.trim())}
            error={errorOf('spec.user') ?? errorOf('metadata.name')}
            data-autofocus={!member || undefined}
          />
          <Select
            label="Role"
            description="A right in every project of the organization."
            data={roles}
            value={role}
            onChange={(value) => setRole((value ?? 'developer') as Role)}
            allowDeselect={false}
            error={errorOf('spec.role')}
          />
          <TagsInput
            label="Teams"
            placeholder={teams.length ? undefined : 'None'}
            value={teams}
            onChange={setTeams}
            error={errorOf('spec.teams')}
          />
          <LimitsFields
            legend="Limits of this member, instead of those that every member has"
            value={limits}
            onChange={setLimits}
            errorOf={errorOf}
            path="spec.limits"
          />
        </>
      )}
    </FormDialog>
  );
}
