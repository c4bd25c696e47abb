import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { kinds } from '../api/kinds';
import { list } from '../api/resources';
import { type Entry, fieldSelector, type Selection } from './event';

const pageSize = 200;
/** Fewer than fill a screen: then the next page is asked for at once, unless so many were in vain. */
const enough = 30;
const patience = 20;
const pollInterval = 5_000;

export interface Trail {
  /** Newest first. */
  events: Entry[];
  pending: boolean;
  /** Looking further back. */
  reading: boolean;
  hasOlder: boolean;
  readOlder: () => void;
  error: Error | null;
  refetch: () => void;
}

/** The audit trail as far as it is chosen, from its end backwards as far as one looks; new records appear by themselves. */
export function useTrail(selection: Selection): Trail {
  const read = (selector: string, after: string, signal: AbortSignal) =>
    list(kinds.auditEvents, { fieldSelector: selector, limit: pageSize, continue: after }, signal);
  const pages = useInfiniteQuery({
    queryKey: ['trail', selection],
    queryFn: ({ pageParam, signal }) => read(fieldSelector(selection), pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.metadata.continue || undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data, hasNextPage, isFetching, error, fetchNextPage, refetch } = pages;
  const loaded = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const lonely = loaded.length < enough && (data?.pages.length ?? 0) < patience;
  useEffect(() => {
    if (hasNextPage && lonely && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, lonely, isFetching, error, fetchNextPage]);

  // What came since is asked for by itself: the pages stay as they are. With an end of its own nothing can come.
  const since = loaded[0]?.metadata.creationTimestamp;
  const later = useQuery({
    queryKey: ['trail', selection, 'since', since],
    queryFn: ({ signal }) => read(fieldSelector(selection, since), '', signal),
    enabled: data !== undefined && !selection.to,
    refetchInterval: pollInterval,
  });
  const missed = later.data?.metadata.continue && since;
  useEffect(() => {
    if (missed) void refetch();
  }, [missed, refetch]);

  const events = useMemo(() => {
    const known = new Set(loaded.map((e) => e.metadata.name));
    return [...(later.data?.items ?? []).filter((e) => !known.has(e.metadata.name)), ...loaded];
  }, [loaded, later.data]);
  return {
    events,
    pending: pages.isPending,
    reading: isFetching && hasNextPage,
    hasOlder: hasNextPage,
    readOlder: () => void fetchNextPage(),
    error,
    refetch: () => void refetch(),
  };
}
