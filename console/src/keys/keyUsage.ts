import { queryOptions } from '@tanstack/react-query';
import { kinds } from '../api/kinds';
import { create } from '../api/resources';

/** How much a key was used lately, by deployment. */
export const keyUsageQuery = (namespace: string, key: string, days: number) =>
  queryOptions({
    queryKey: ['key-usage', namespace, key, days],
    queryFn: async ({ signal }) => {
      const from = new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
      const question = { metadata: { namespace }, spec: { from, by: ['deployment'], filters: { key } } };
      return (await create(kinds.usageReports, question, { signal })).status?.rows ?? [];
    },
    retry: false,
    staleTime: 30_000,
  });
