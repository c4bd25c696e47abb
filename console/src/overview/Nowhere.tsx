import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSelf } from '../api/projects';
import { useSession } from '../api/session';
import { EmptyState } from '../parts/EmptyState';

/** For who has signed in and has no project to work in. */
export function Nowhere() {
  const { user } = useSession();
  const audits = useSelf()?.rights.listAuditEvents;
  return (
    <EmptyState
      title="You are in no project yet"
      action={audits && <Button renderRoot={(props) => <Link to="/audit" {...props} />}>Open the audit trail</Button>}
    >
      Models, keys and usage belong to projects. Ask an owner or admin of your organization to make <b>{user}</b> a member of it,
      or a platform administrator for a role. This page shows it within seconds.
    </EmptyState>
  );
}
