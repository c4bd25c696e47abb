import type { ReactNode } from 'react';
import { EmptyState } from './EmptyState';

/** What stands where somebody came by an address to something that they may not do. */
export function NoRight({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <EmptyState title={title}>
      {children ?? 'Roles give the right to it. Ask an owner or admin of your organization, or a platform administrator.'}
    </EmptyState>
  );
}
