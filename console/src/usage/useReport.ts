import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/errors';
import type { UsageReport } from '../api/kinds';
import { askReport } from './places';
import type { Line } from './report';

type Spec = NonNullable<UsageReport['spec']>;

/** What was answered, and who may not be asked. */
export interface Report {
  lines: Line[];
  refused: string[];
}

/** How often the answer is asked for again while it is looked at. */
const interval = 30_000;

/** Usage in one or several projects, as one answer. */
export function useReport(places: string[], spec: Spec) {
  return useQuery({
    queryKey: ['usage', places, spec],
    queryFn: ({ signal }) => askAll(places, spec, signal),
    enabled: places.length > 0,
    refetchInterval: interval,
    placeholderData: keepPreviousData,
  });
}

async function askAll(places: string[], spec: Spec, signal: AbortSignal): Promise<Report> {
  const answers = await Promise.allSettled(places.map((place) => askReport(place, spec, signal)));
  const refused: string[] = [];
  const lines: Line[] = [];
  answers.forEach((answer, i) => {
    if (answer.status === 'fulfilled') lines.push(...(answer.value?.rows ?? []));
    else if (answer.reason instanceof ApiError && answer.reason.code === 403) refused.push(places[i]!);
    else throw answer.reason;
  });
  // Whoever may see nothing at all is told why.
  if (refused.length > 0 && refused.length === places.length) throw (answers[0] as PromiseRejectedResult).reason;
  return { lines, refused };
}
