import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { kinds } from './kinds';
import { useResources } from './useResources';
import { type Watcher, watches } from './watches';

const kind = kinds.endpoints;
const object = (name: string, resourceVersion = '1') => ({ metadata: { name, uid: name, resourceVersion } });
const listOf = (resourceVersion: string, ...names: string[]) => ({
  metadata: { resourceVersion },
  items: names.map((name) => object(name)),
});

let watchers: Watcher[];
let answers: ((list: object | Response) => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  watchers = [];
  answers = [];
  vi.spyOn(watches, 'add').mockImplementation((watcher) => {
    watchers.push(watcher);
    return () => watchers.splice(watchers.indexOf(watcher), 1);
  });
  vi.stubGlobal(
    'fetch',
    () =>
      new Promise<Response>((resolve) => {
        answers.push((list) => resolve(list instanceof Response ? list : new Response(JSON.stringify(list))));
      }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function Names() {
  const { items, error } = useResources(kind);
  return <p>{error ? `refused: ${error.message}` : items.map((i) => i.metadata.name).join(' ')}</p>;
}

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });
const within = (of: QueryClient, children: ReactNode) => <QueryClientProvider client={of}>{children}</QueryClientProvider>;
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const answer = async (list: object | Response) => {
  act(() => answers.shift()!(list));
  await pass(1);
};

it('keeps what happened while a list was on its way', async () => {
  const of = client();
  render(within(of, <Names />));
  await pass(1);
  await answer(listOf('3', 'a'));
  void of.refetchQueries();
  await pass(1);
  watchers[0]!.onEvent({ type: 'ADDED', object: object('b', '5') });
  await pass(300);
  await answer(listOf('4', 'a'));
  await pass(300);
  expect(screen.getByText('a b')).toBeTruthy();
});

it('asks for the list when it may not go on, and says what is said to that', async () => {
  render(within(client(), <Names />));
  await pass(1);
  await answer(listOf('3', 'a'));
  watchers[0]!.onEnd(true);
  await pass(1_100);
  await answer(new Response(JSON.stringify({ message: 'no longer' }), { status: 403 }));
  expect(screen.getByText('refused: no longer')).toBeTruthy();
});

it('follows nothing for a page that was left while the list was asked for again', async () => {
  const { unmount } = render(within(client(), <Names />));
  await pass(1);
  await answer(listOf('3', 'a'));
  watchers.shift()!.onEnd(true);
  await pass(1_100);
  unmount();
  await answer(listOf('4', 'a'));
  expect(watchers).toEqual([]);
});
