import { ApiError, errorOf } from './errors';

let csrf = '';
let onSignedOut: () => unknown = () => {};

/** The token that every change has to carry; it comes with the session. */
export function setCsrfToken(token: string): void {
  csrf = token;
}

/** Called when the server says that nobody is signed in any more. */
export function whenSignedOut(action: () => unknown): void {
  onSignedOut = action;
}

/** What a change has to carry. */
export const changeHeaders = (contentType: string): Record<string, string> => ({
  Accept: 'application/json',
  'Content-Type': contentType,
  'X-Modelyard-CSRF': csrf,
});

export interface RequestOptions {
  method?: string;
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends a request to the console's own origin; what is not 2xx is thrown as an `ApiError`. */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  const { method = 'GET', body, contentType = 'application/json', signal } = options;
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (method !== 'GET') headers['X-Modelyard-CSRF'] = csrf;
  if (body !== undefined) headers['Content-Type'] = contentType;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      signal,
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
  } catch (e) {
    if (signal?.aborted) throw e;
    throw new ApiError(0, 'The server cannot be reached. Check that it runs, and the connection to it.');
  }
  if (response.ok) return response;
  if (response.status === 401 && !path.startsWith('/session')) onSignedOut();
  throw await errorOf(response);
}

/** As `send`, with the answer read as JSON. */
export async function json<T>(path: string, options?: RequestOptions): Promise<T> {
  return (await (await send(path, options)).json()) as T;
}
