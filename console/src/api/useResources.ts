import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type ApiObject, type Kind, pathOf, type Served } from './kinds';
import { type List, list, listPath, type Selection } from './resources';
import { type WatchEvent, watches } from './watches';

/** Changes are shown together, this many milliseconds after the first of them: a rollout makes dozens a second. */
const throttle = 250;
const pollInterval = 5_000;
const pause = 1_000;

const keyOf = (kind: Kind, selection: Selection) => [
  'list',
  pathOf(kind),
  selection.namespace ?? '',
  selection.labelSelector ?? '',
  selection.fieldSelector ?? '',
];

/** One page of what is there, without following it. */
export const listQuery = <T extends ApiObject>(kind: Kind<T>, selection: Selection = {}) =>
  queryOptions({
    queryKey: keyOf(kind, selection),
    queryFn: ({ signal }) => list(kind, selection, signal),
    staleTime: pollInterval,
  });

/** A collection that follows the server. */
export interface Resources<T extends ApiObject> {
  items: Served<T>[];
  /** True until the first answer. */
  pending: boolean;
  error: Error | null;
  refetch: () => void;
}

/** A collection as it is now and as it becomes: kinds that can be watched are, others are asked again every few seconds. */
export function useResources<T extends ApiObject>(kind: Kind<T>, selection: Selection = {}, enabled = true): Resources<T> {
  const client = useQueryClient();
  const options = listQuery(kind, selection);
  const query = useQuery({
    ...options,
    enabled,
    refetchInterval: kind.watched ? false : pollInterval,
    // What is followed is never stale; the watch asks for a new list when it has to.
    staleTime: kind.watched ? Number.POSITIVE_INFINITY : pollInterval,
  });
  const path = listPath(kind, selection);
  const ready = enabled && kind.watched && query.isSuccess;
  const key = JSON.stringify(options.queryKey);
  useEffect(
    () => (ready ? follow(client, JSON.parse(key) as string[], path.replace(/^\/k8s/, '')) : undefined),
    [client, key, path, ready],
  );
  return {
    // What others asked for under the same key is none of what was not asked for here.
    items: enabled ? (query.data?.items ?? []) : [],
    pending: query.isPending && enabled,
    error: query.error,
    refetch: () => void query.refetch(),
  };
}

/** One object of a collection, followed as the collection is. */
export function useResource<T extends ApiObject>(kind: Kind<T>, namespace: string | undefined, name: string, enabled = true) {
  const { items, ...rest } = useResources(
    kind,
    { namespace: kind.namespaced ? namespace : undefined, fieldSelector: `metadata.name=${name}` },
    enabled,
  );
  return { ...rest, item: items[0] };
}

const followed = new Map<string, { count: number; stop: () => void }>();

/** Components that show the same collection share one watch. */
function follow(client: QueryClient, queryKey: string[], path: string): () => void {
  const id = JSON.stringify(queryKey);
  const shared = followed.get(id) ?? { count: 0, stop: watchInto(client, queryKey, path) };
  shared.count++;
  followed.set(id, shared);
  return () => {
    if (--shared.count > 0) return;
    followed.delete(id);
    shared.stop();
    // Nobody watches it now, so that whoever shows it next has to ask.
    void client.invalidateQueries({ queryKey, refetchType: 'none' });
  };
}

function watchInto(client: QueryClient, queryKey: string[], path: string): () => void {
  let waiting: WatchEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rejoin: ReturnType<typeof setTimeout> | undefined;
  let leave = () => {};
  let stopped = false;
  const read = () => client.getQueryData<List<ApiObject>>(queryKey);
  const flush = () => {
    timer = undefined;
    // A list that is on its way would put what was before these events in the place of what they make of it.
    if (client.isFetching({ queryKey, exact: true }) > 0) {
      timer = setTimeout(flush, throttle);
      return;
    }
    const events = waiting;
    waiting = [];
    client.setQueryData<List<ApiObject>>(queryKey, (before) => before && merge(before, events));
  };
  const join = () => {
    if (stopped) return;
    leave = watches.add({
      path,
      resourceVersion: () => {
        if (timer !== undefined) clearTimeout(timer);
        flush();
        return read()?.metadata.resourceVersion ?? '';
      },
      onEvent: (event) => {
        waiting.push(event);
        timer ??= setTimeout(flush, throttle);
      },
      onEnd: (refused) => {
        // A server that ends watches at once must not be asked without a pause.
        rejoin = setTimeout(() => (refused ? void refetchAndJoin() : join()), pause);
      },
    });
  };
  const refetchAndJoin = async () => {
    waiting = [];
    await client.refetchQueries({ queryKey });
    join();
  };
  join();
  return () => {
    stopped = true;
    clearTimeout(rejoin);
    clearTimeout(timer);
    leave();
  };
}

/** A list after some changes: what did not change stays the same object, so that it is not drawn again. */
export function merge<T extends ApiObject>(before: List<T>, events: WatchEvent[]): List<T> {
  let resourceVersion = before.metadata.resourceVersion;
  const items = new Map(before.items.map((item) => [item.metadata.uid ?? item.metadata.name, item]));
  let changed = false;
  for (const { type, object } of events) {
    const item = object as Served<T>;
    resourceVersion = item.metadata.resourceVersion ?? resourceVersion;
    if (type === 'BOOKMARK') continue;
    changed = true;
    const id = item.metadata.uid ?? item.metadata.name;
    if (type === 'DELETED') items.delete(id);
    else items.set(id, item);
  }
  return { metadata: { ...before.metadata, resourceVersion }, items: changed ? [...items.values()] : before.items };
}
