import { queryOptions } from '@tanstack/react-query';
import { json, type RequestOptions, send } from '../api/http';

/** A model that a project's keys may call. */
export interface UsableModel {
  /** What requests call it. */
  id: string;
  /** The project it is of, and its name there. */
  namespace: string;
  name: string;
}

const as = (project: string, options: RequestOptions): RequestOptions => ({
  ...options,
  headers: { 'X-Modelyard-Project': project, ...options.headers },
});

/** Calls the gateway with a key of the project; the server has the key, the browser never sees it. */
export const callGateway = (project: string, path: string, options: RequestOptions = {}): Promise<Response> =>
  send(`/gateway${path}`, as(project, options));

export const askGateway = <T>(project: string, path: string, options: RequestOptions = {}): Promise<T> =>
  json<T>(`/gateway${path}`, as(project, options));

/** What is not followed is asked again after this many milliseconds. */
const interval = 15_000;

export const usableModelsQuery = (project: string | undefined) =>
  queryOptions({
    queryKey: ['gateway', 'models', project],
    queryFn: async ({ signal }): Promise<UsableModel[]> => {
      const { data } = await askGateway<{ data: { id: string; owned_by: string }[] }>(project!, '/v1/models', { signal });
      return data.map(({ id, owned_by }) => ({ id, namespace: owned_by, name: id.slice(id.lastIndexOf('/') + 1) }));
    },
    enabled: project !== undefined,
    refetchInterval: interval,
  });
