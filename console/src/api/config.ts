import { queryOptions, useQuery } from '@tanstack/react-query';
import { json } from './http';

/** Where things are, as callers have to write it. */
export interface Config {
  version: string;
  gateway: string;
  /** The address for callers elsewhere, when there is one. */
  external?: string;
  api: string;
  console: string;
}

export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => json<Config>('/console/config', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const useConfig = (): Config | undefined => useQuery(configQuery).data;
