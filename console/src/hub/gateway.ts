import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../api/errors';
import { json, type RequestOptions, send } from '../api/http';
import { queryClient } from '../app/queryClient';
import { type LastRates, rateStateOf, ratesQuery } from './rates';

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
export async function callGateway(project: string, path: string, options: RequestOptions = {}): Promise<Response> {
  try {
    const response = await send(`/gateway${path}`, as(project, options));
    note(project, response.headers);
    return response;
  } catch (e) {
    if (e instanceof ApiError && e.headers) note(project, e.headers);
    throw e;
  }
}

/** Where limits stand is in every answer, refusals included, and nowhere else to be asked for. */
function note(project: string, headers: Headers): void {
  const rates = rateStateOf(headers);
  const query = ratesQuery(project);
  if (!rates.requests && !rates.tokens) return;
  queryClient.setQueryDefaults(query.queryKey, { gcTime: query.gcTime });
  queryClient.setQueryData<LastRates>([...query.queryKey], { ...rates, at: new Date().toISOString() });
}

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
