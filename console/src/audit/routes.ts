import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root';
import type { Selection } from './event';

type Search = Omit<Selection, 'project'>;

const text = (value: unknown): string | undefined => (value === undefined || value === '' ? undefined : String(value));
const day = (value: unknown): string | undefined => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined);

export const auditRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/audit',
    validateSearch: (search: Search): Search => ({
      user: text(search.user),
      verb: text(search.verb),
      resource: text(search.resource),
      object: text(search.object),
      hours: Number(search.hours) || undefined,
      from: day(search.from),
      to: day(search.to),
      outcome: text(search.outcome),
      system: search.system === true || undefined,
    }),
    component: lazyRouteComponent(() => import('./AuditPage'), 'AuditPage'),
  }),
] as const;
