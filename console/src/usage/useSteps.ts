import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { kinds } from '../api/kinds';
import { create } from '../api/resources';
import { type Grid, gridOf, merged } from './steps';

/** What is asked of each of the projects. */
export interface StepsQuestion {
  places: string[];
  /** Milliseconds back from now, or a range of its own. */
  time: number | { from: string; to: string };
  /** A deployment of the (one) project: all calls of it. */
  deployment?: string;
  byDeployment?: boolean;
}

/** Use by the minute or longer steps, asked again while it is looked at: often when the steps are short. */
export function useSteps({ places, time, deployment, byDeployment }: StepsQuestion, enabled = true) {
  return useQuery({
    queryKey: ['usage-steps', places, time, deployment ?? '', !!byDeployment],
    queryFn: async ({ signal }): Promise<Grid> => {
      const now = Date.now();
      const range =
        typeof time === 'number' ? { from: new Date(now - time).toISOString(), to: new Date(now).toISOString() } : time;
      const spec = { ...range, deployment, by: byDeployment ? ['deployment'] : undefined };
      const answers = await Promise.all(
        places.map((namespace) => create(kinds.usageSeries, { metadata: { namespace }, spec }, { signal })),
      );
      return gridOf(merged(answers.flatMap((a) => (a.status ? [a.status] : []))));
    },
    enabled: enabled && places.length > 0,
    refetchInterval: typeof time === 'number' && time <= 3_600_000 ? 10_000 : 30_000,
    placeholderData: keepPreviousData,
  });
}
