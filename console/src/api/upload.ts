import { ApiError, errorOf } from './errors';
import { changeHeaders } from './http';

export interface UploadOptions {
  contentType: string;
  /** Called with the bytes that are on their way so far. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/** Sends a file as it is on the disk: the browser reads it piece by piece, whatever its size. Not by fetch, which tells nobody how far it is. */
export function upload<T>(path: string, file: Blob, { contentType, onProgress, signal }: UploadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(changeHeaders(contentType))) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      const { status, statusText, responseText } = request;
      if (status < 300) resolve(JSON.parse(responseText) as T);
      else void errorOf(new Response(responseText, { status, statusText })).then(reject);
    };
    request.onerror = () =>
      reject(
        new ApiError(
          0,
          'The connection ended before the server had answered. Check that it runs, and the connection to it; then send it again: what has arrived is not written a second time.',
        ),
      );
    request.onabort = () => reject(new DOMException('Cancelled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
