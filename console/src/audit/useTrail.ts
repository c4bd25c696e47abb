import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type AuditEvent, kinds } from '../api/kinds';
import { type List, list } from '../api/resources';
import { type Entry, fieldSelector, type Selection } from './event';

const pageSize = 500;
/** So many pages are kept, the newest ones. */
const maxPages = 20;
const pollInterval = 5_000;

type Page = List<AuditEvent>;

export interface Trail {
  /** Newest first. */
  events: Entry[];
  pending: boolean;
  /** Still on the way to the newest ones: the server tells the trail from its beginning. */
  reading: boolean;
  /** Older ones were read and are no longer kept here. */
  cut: boolean;
  error: Error | null;
  refetch: () => void;
}

/** The audit trail as far as it is chosen, read up to its end and followed from there. */
export function useTrail(selection: Selection): Trail {
  const client = useQueryClient();
  const selector = fieldSelector(selection);
  const queryKey = useMemo(() => ['trail', selector], [selector]);
  const read = (after: string, signal: AbortSignal) =>
    list(kinds.auditEvents, { fieldSelector: selector, limit: pageSize, continue: after }, signal);
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.metadata.continue || undefined,
    // With a bound on pages it wants to know the way back; nobody goes it.
    getPreviousPageParam: () => undefined,
    maxPages,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data, hasNextPage, isFetching, error, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);

  // New events come after those of the last page, so that page is asked for again; when it is full, the next one begins.
  const last = data?.pageParams.at(-1) as string | undefined;
  const tail = useQuery({
    queryKey: [...queryKey, 'end', last],
    queryFn: ({ signal }) => read(last ?? '', signal),
    enabled: data !== undefined && !hasNextPage,
    refetchInterval: pollInterval,
  });
  const full = tail.data?.metadata.continue ? tail.data : undefined;
  useEffect(() => {
    if (full && data && !hasNextPage) client.setQueryData(queryKey, { ...data, pages: [...data.pages.slice(0, -1), full] });
  }, [client, queryKey, full, data, hasNextPage]);

  const events = useMemo(() => {
    const read = data?.pages ?? [];
    const newest = tail.data && !hasNextPage ? [...read.slice(0, -1), tail.data] : read;
    return newest.flatMap((page) => page.items).reverse();
  }, [data, tail.data, hasNextPage]);
  return {
    events,
    pending: pages.isPending,
    reading: hasNextPage,
    cut: data !== undefined && data.pageParams[0] !== '',
    error,
    refetch: () => void pages.refetch(),
  };
}
