import { useQueries } from '@tanstack/react-query';
import type { UsageReport } from '../api/kinds';
import { askReport, usePlaces } from '../usage/places';

type Line = NonNullable<NonNullable<UsageReport['status']>['total']>[number];

export interface DayUsage {
  requests: number;
  errors: number;
  tokens: number;
  costs: { amount: number; currency: string }[];
}

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** What was used today and yesterday (UTC), of one project or of all that the person may see. */
export function useDayUsage(project: string | undefined): { today?: DayUsage; yesterday?: DayUsage } {
  const places = usePlaces(project);
  const [from, to] = [day(1), day(0)];
  const reports = useQueries({
    queries: places.map((place) => ({
      queryKey: ['day-usage', place, to],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await askReport(place, { from, to, by: ['day'] }, signal))?.rows ?? [],
      refetchInterval: 30_000,
      // Whose usage one may not see is left out.
      retry: false,
    })),
  });
  if (!reports.some((r) => r.isSuccess)) return {};
  const lines = reports.flatMap((r) => r.data ?? []);
  return { today: sum(lines.filter((l) => l.day === to)), yesterday: sum(lines.filter((l) => l.day === from)) };
}

/** Sums of lines; amounts in different currencies are never added. */
export function sum(lines: Line[]): DayUsage {
  const costs = new Map<string, number>();
  const all: DayUsage = { requests: 0, errors: 0, tokens: 0, costs: [] };
  for (const { requests = 0, errors = 0, inputTokens = 0, outputTokens = 0, cost, currency } of lines) {
    all.requests += requests;
    all.errors += errors;
    all.tokens += inputTokens + outputTokens;
    if (currency && cost !== undefined) costs.set(currency, (costs.get(currency) ?? 0) + Number(cost));
  }
  return { ...all, costs: [...costs].map(([currency, amount]) => ({ amount, currency })) };
}
