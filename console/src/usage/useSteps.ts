import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { UsageSeries } from '../api/kinds';
import { askSeries } from './places';
import { type Grid, gridOf, merged } from './steps';

/** What is asked in each of the places. */
export interface StepsQuestion {
  places: string[];
  /** Milliseconds back from now, or a range of its own. */
  time: number | { from: string; to: string };
  /** A deployment of the (one) project: all calls of it. */
  deployment?: string;
  byDeployment?: boolean;
  filters?: NonNullable<UsageSeries['spec']>['filters'];
}

/** Use by the minute or longer steps, asked again while it is looked at: often when the steps are short. */
export function useSteps({ places, time, deployment, byDeployment, filters }: StepsQuestion, enabled = true) {
  return useQuery({
    queryKey: ['usage-steps', places, time, deployment ?? '', !!byDeployment, filters ?? {}],
    queryFn: async ({ signal }): Promise<Grid> => {
      const now = Date.now();
      const range =
        typeof time === 'number' ? { from: new Date(now - time).toISOString(), to: new Date(now).toISOString() } : time;
      const spec = { ...range, deployment, by: byDeployment ? ['deployment'] : undefined, filters };
      const answers = await Promise.all(places.map((place) => askSeries(place, spec, signal)));
      return gridOf(merged(answers.flatMap((status) => status ?? [])));
    },
    enabled: enabled && places.length > 0,
    refetchInterval: typeof time === 'number' && time <= 3_600_000 ? 10_000 : 30_000,
    placeholderData: keepPreviousData,
  });
}
