import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/errors';
import type { ModelImport } from '../../api/kinds';
import { upload } from '../../api/upload';
import { headOf, type ImportDraft, importPath } from './archive';

/** How far an upload is. */
export interface Progress {
  sent: number;
  of: number;
  /** Bytes a second since it began. */
  speed: number;
}

const contentType = 'application/x-tar';

/** Whose archive it is, and whether there is room for it, is known by its head: nobody should wait for gigabytes to be told no. */
async function requireTrusted(path: string, head: Blob, signal: AbortSignal): Promise<void> {
  try {
    await upload(path, head, { contentType, onProgress: () => {}, signal });
  } catch (e) {
    // That the rest is missing is what the server says when the head is fine.
    if (!(e instanceof ApiError && e.code === 422)) throw e;
  }
}

/** Sends an archive; one at a time. Whoever leaves the page is asked first, and then it ends. */
export function useImport() {
  const [progress, setProgress] = useState<Progress>();
  const running = useRef<AbortController>(undefined);
  const sending = useMutation({
    mutationFn: async ({ file, draft }: { file: File; draft: ImportDraft }) => {
      const began = Date.now();
      const controller = new AbortController();
      running.current = controller;
      const note = (sent: number) => setProgress({ sent, of: file.size, speed: (1000 * sent) / Math.max(1, Date.now() - began) });
      const { signal } = controller;
      const path = importPath(draft);
      await requireTrusted(path, await headOf(file), signal);
      note(0);
      return upload<ModelImport>(path, file, { contentType, onProgress: note, signal });
    },
    onSettled: () => setProgress(undefined),
  });
  const busy = sending.isPending;
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [busy]);
  useEffect(() => () => running.current?.abort(), []);
  const cancelled = sending.error instanceof DOMException && sending.error.name === 'AbortError';
  return { ...sending, error: cancelled ? null : sending.error, cancelled, progress, cancel: () => running.current?.abort() };
}
