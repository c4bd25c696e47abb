import { Group, Radio, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { type ClusterRoleBinding, kinds } from '../api/kinds';
import { create } from '../api/resources';
import { useResources } from '../api/useResources';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { FormDialog } from '../parts/FormDialog';
import { kindWord, systemPrefix } from './grants';
import { RightsTable } from './RightsTable';

const apiGroup = 'rbac.authorization.k8s.io';
const everywhere = '*';
/** What whoever manages a project holds, and so can give; for who may not list the roles of the installation. */
const givenInProjects = ['view', 'edit', 'admin', 'library-admin'];

/** Gives somebody a role, in a project or everywhere. Nobody can give what they do not hold: the server says so. */
export function GrantDialog({ role: given, user, onClose }: { role?: string; user?: string; onClose: () => void }) {
  const chosen = useProject();
  const projects = useWhere({ verb: 'create', kind: kinds.roleBindings }).projects;
  const mayEverywhere = useAccess({ verb: 'create', kind: kinds.clusterRoleBindings });
  const [kind, setKind] = useState('User');
  const [name, setName] = useState(user ?? '');
  const [role, setRole] = useState(given ?? '');
  const [where, setWhere] = useState(chosen ?? '');
  const mayList = useAccess({ verb: 'list', kind: kinds.clusterRoles });
  const clusterRoles = useResources(kinds.clusterRoles, {}, mayList).items;
  const ownRoles = useResources(kinds.roles, { namespace: where }, where !== '' && where !== everywhere).items;
  const own = ownRoles.find((r) => r.metadata.name === role);
  // A role of the project may have the name of one for all of them, and is the one that is given then.
  const roleNames = [
    ...new Set([...[...ownRoles, ...clusterRoles].map((r) => r.metadata.name), ...(mayList ? [] : givenInProjects)]),
  ];
  const rules = (own ?? clusterRoles.find((r) => r.metadata.name === role))?.rules;
  const project = where === everywhere ? undefined : where;
  const [account, home] = [name.slice(name.indexOf('/') + 1), name.includes('/') ? name.slice(0, name.indexOf('/')) : project];
  const binding: ClusterRoleBinding = {
    // Users, groups and service accounts can have the same name.
    metadata: {
      name: [role, ...(kind === 'User' ? [] : [kind.toLowerCase()]), ...name.split('/')].join(':'),
      namespace: project,
    },
    roleRef: { apiGroup, kind: own ? 'Role' : 'ClusterRole', name: role },
    subjects: [kind === 'ServiceAccount' ? { kind, name: account, namespace: home } : { kind, apiGroup, name }],
  };
  return (
    <FormDialog
      title="Give a role"
      submit="Give"
      done={`${name} has ${role} ${project ? `in ${project}` : 'everywhere'}.`}
      size="lg"
      disabled={!name || !role || !where}
      action={(dryRun) => create(project ? kinds.roleBindings : kinds.clusterRoleBindings, binding, { dryRun })}
      onClose={onClose}
    >
      {(errorOf) => (
        <>
          <Radio.Group label="To" value={kind} onChange={setKind}>
            <Group mt={6}>
              <Radio value="User" label="A user" />
              <Radio value="Group" label="A group" />
              <Radio value="ServiceAccount" label="A service account" />
            </Group>
          </Radio.Group>
          <TextInput
            label={`Name of the ${kindWord(kind)}`}
            placeholder={kind === 'User' ? 'developer@acme.example' : kind === 'Group' ? 'product-owners' : 'project/name'}
            required
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            error={errorOf('subjects')}
          />
          <Group grow align="flex-start">
            <Select
              label="Where"
              data={[...(mayEverywhere ? [{ value: everywhere, label: 'Everywhere' }] : []), ...projects]}
              value={where || null}
              onChange={(value) => setWhere(value ?? '')}
              searchable
              required
            />
            <Select
              label="Role"
              data={roleNames.filter((r) => !r.startsWith(systemPrefix))}
              value={role || null}
              onChange={(value) => setRole(value ?? '')}
              searchable
              required
              error={errorOf('roleRef')}
            />
          </Group>
          {rules && <RightsTable rules={rules} label={`What ${role} allows`} />}
        </>
      )}
    </FormDialog>
  );
}
