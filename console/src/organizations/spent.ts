import { queryOptions } from '@tanstack/react-query';
import { kinds } from '../api/kinds';
import { create } from '../api/resources';

/** What an organization spent in the budget's current period (UTC), a row for each currency. */
export const spentQuery = (organization: string, period: string) =>
  queryOptions({
    queryKey: ['spent', organization, period],
    queryFn: async ({ signal }) => {
      const today = new Date().toISOString().slice(0, 10);
      const from = period === 'Day' ? today : `${today.slice(0, 8)}01`;
      const report = await create(kinds.usageReports, { metadata: { namespace: organization }, spec: { from } }, { signal });
      return report.status?.total ?? [];
    },
    refetchInterval: 30_000,
    retry: false,
  });
