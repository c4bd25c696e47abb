/** What the API answers instead of an object: a Kubernetes `Status`. */
export interface Status {
  kind?: 'Status';
  message?: string;
  reason?: string;
  code?: number;
  details?: {
    kind?: string;
    name?: string;
    causes?: { field?: string; message?: string; reason?: string }[];
    retryAfterSeconds?: number;
  };
}

/** A refusal or a failure, in the words of whoever refused. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly status?: Status,
    /** Headers of the answer: when to try again, and whose limit it was. */
    readonly headers?: Headers,
  ) {
    super(message);
  }

  get reason(): string {
    return this.status?.reason ?? '';
  }

  /** What is wrong with single fields, by their paths. */
  get fields(): { field: string; message: string }[] {
    return (this.status?.details?.causes ?? []).flatMap((c) => (c.field ? [{ field: c.field, message: c.message ?? '' }] : []));
  }
}

/** The error that an answer is. */
export async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  try {
    const body = JSON.parse(text) as Status & { error?: { message?: string } };
    return new ApiError(response.status, body.message ?? body.error?.message ?? response.statusText, body, response.headers);
  } catch {
    const message = text.trim() || response.statusText || `The server answered ${response.status}.`;
    return new ApiError(response.status, message, undefined, response.headers);
  }
}

/** Whether the API refused it for want of a right, or by a policy. */
export const isForbidden = (error: unknown): boolean => error instanceof ApiError && error.code === 403;
