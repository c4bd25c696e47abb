import { Button, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../api/access';
import { kinds } from '../api/kinds';
import classes from '../parts/links.module.css';
import { Panel } from '../parts/Panel';
import { GrantDialog } from '../roles/GrantDialog';
import { grantsFor } from '../roles/grants';
import { useGrants } from '../roles/useGrants';

/** What a person may do, by where it comes from. */
export function AccountRights({ user, groups }: { user: string; groups: string[] }) {
  const { grants, pending } = useGrants();
  const mayGive = useAccess({ verb: 'create', kind: kinds.roleBindings });
  const [giving, setGiving] = useState(false);
  const held = grantsFor(user, groups, grants);
  return (
    <Panel
      title="Organizations and roles"
      actions={
        mayGive && (
          <Button size="xs" variant="default" onClick={() => setGiving(true)}>
            Give a role
          </Button>
        )
      }
    >
      {pending ? null : held.length === 0 ? (
        <Text size="sm" c="var(--muted)">
          None yet: they can sign in and see nothing. Make them a member of an organization, or give them a role.
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {held.map((g) => (
            <List.Item key={`${g.binding.metadata.uid} ${g.subject}`}>
              {g.role} {g.project ? `in ${g.project}` : 'everywhere'}
              {g.organization ? (
                <>
                  , as a member of{' '}
                  <Link
                    to="/organizations/$name"
                    params={{ name: g.organization }}
                    search={{ tab: 'members' }}
                    className={classes.inText}
                  >
                    {g.organization}
                  </Link>
                </>
              ) : (
                g.subjectKind === 'Group' && `, by the group ${g.subject}`
              )}
            </List.Item>
          ))}
        </List>
      )}
      {giving && <GrantDialog user={user} onClose={() => setGiving(false)} />}
    </Panel>
  );
}
