import { ActionIcon, Button, Checkbox, Tooltip } from '@mantine/core';
import { IconPlus, IconUserMinus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import { useWhere } from '../api/useWhere';
import { useProject } from '../app/project';
import { type Column, DataTable } from '../parts/DataTable';
import { EmptyState } from '../parts/EmptyState';
import { ErrorNotice } from '../parts/ErrorNotice';
import classes from '../parts/links.module.css';
import { GrantDialog } from './GrantDialog';
import { type Grant, kindWord, systemPrefix } from './grants';
import { useGrants } from './useGrants';
import { WithdrawDialog } from './WithdrawDialog';

const reasonOf = (g: Grant) =>
  g.organization ? `member of ${g.organization}` : g.builtIn ? 'comes with Modelyard' : 'given by hand';

/** Who has which role where. `role`: of one role only. */
export function GrantsPanel({ role }: { role?: string }) {
  const project = useProject();
  const { grants, pending, error, refetch } = useGrants(project);
  const mayGive = useWhere({ verb: 'create', kind: kinds.roleBindings }, project).projects.length > 0;
  const [system, setSystem] = useState(false);
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<Grant>();
  const about = grants.filter((g) => !role || g.role === role);
  const rows = about.filter((g) => system || role || !(g.subject.startsWith(systemPrefix) || g.role.startsWith(systemPrefix)));
  const columns: Column<Grant>[] = [
    { label: 'Who', width: 'minmax(10rem, 2fr)', render: (g) => g.subject, value: (g) => g.subject },
    { label: 'What they are', width: '8rem', render: (g) => kindWord(g.subjectKind), value: (g) => kindWord(g.subjectKind) },
    { label: 'Role', width: 'minmax(8rem, 1.2fr)', render: (g) => <RoleLink grant={g} />, value: (g) => g.role },
    { label: 'Where', width: 'minmax(6rem, 1fr)', render: (g) => g.project ?? 'everywhere', value: (g) => g.project ?? '' },
    { label: 'Why', width: 'minmax(8rem, 1.2fr)', render: reasonOf, value: reasonOf },
    { label: 'Actions', width: '4rem', align: 'end', render: (g) => <Withdraw grant={g} onClick={() => setTaking(g)} /> },
  ];
  const button = mayGive && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setGiving(true)}>
      Give a role
    </Button>
  );
  if (error) return <ErrorNotice error={error} onRetry={refetch} />;
  return (
    <>
      <DataTable
        label="Who has which role"
        rows={rows}
        columns={columns}
        rowKey={(g) => `${g.binding.metadata.uid} ${g.subjectKind} ${g.subject}`}
        pending={pending}
        tools={
          about.length > 0 &&
          !role && (
            <Checkbox
              size="xs"
              label="Parts of the system"
              checked={system}
              onChange={(e) => setSystem(e.currentTarget.checked)}
            />
          )
        }
        action={button}
        empty={
          <EmptyState title="Nobody has a role here" action={button}>
            Members of an organization get roles in its projects by themselves. Others are given theirs one by one.
          </EmptyState>
        }
      />
      {giving && <GrantDialog role={role} onClose={() => setGiving(false)} />}
      {taking && <WithdrawDialog grant={taking} onClose={() => setTaking(undefined)} />}
    </>
  );
}

function RoleLink({ grant: { role, roleKind, project } }: { grant: Grant }) {
  const seesAll = useAccess({ verb: 'list', kind: kinds.clusterRoles });
  if (roleKind !== 'Role' && !seesAll) return role;
  return roleKind === 'Role' && project ? (
    <Link to="/roles/$namespace/$name" params={{ namespace: project, name: role }} className={classes.link}>
      {role}
    </Link>
  ) : (
    <Link to="/roles/$name" params={{ name: role }} className={classes.link}>
      {role}
    </Link>
  );
}

function Withdraw({ grant, onClick }: { grant: Grant; onClick: () => void }) {
  const kind = grant.project ? kinds.roleBindings : kinds.clusterRoleBindings;
  const may = useAccess({ verb: 'update', kind, namespace: grant.project });
  if (!may || grant.organization || grant.builtIn) return null;
  const label = `Withdraw ${grant.role} from ${grant.subject}`;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        <IconUserMinus size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
