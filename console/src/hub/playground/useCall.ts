import { useMutation } from '@tanstack/react-query';
import { callGateway } from '../gateway';

/** An answer that comes whole, with what is to be said about it. */
export interface Called<T> {
  data: T;
  requestId?: string;
  seconds: number;
}

/** Calls the gateway when asked to. What was answered before goes when the next answer comes. */
export function useCall<T>(project: string, path: string) {
  return useMutation({
    mutationFn: async (body: object): Promise<Called<T>> => {
      const asked = performance.now();
      const response = await callGateway(project, path, { method: 'POST', body });
      const data = (await response.json()) as T;
      return { data, requestId: response.headers.get('x-request-id') ?? undefined, seconds: (performance.now() - asked) / 1000 };
    },
  });
}
