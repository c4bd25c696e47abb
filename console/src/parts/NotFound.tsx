import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from './EmptyState';

export function NotFound() {
  return (
    <EmptyState
      order={1}
      title="There is no such page"
      action={<Button renderRoot={(props) => <Link to="/" {...props} />}>Go to the overview</Button>}
    >
      It may have been deleted, or the address has a typo.
    </EmptyState>
  );
}
