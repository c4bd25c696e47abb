import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ModelImport } from '../../api/kinds';
import { upload } from '../../api/upload';
import { type ImportDraft, importPath } from './archive';

/** How far an upload is. */
export interface Progress {
  sent: number;
  of: number;
  /** Bytes a second since it began. */
  speed: number;
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
      note(0);
      const contentType = 'application/x-tar';
      return upload<ModelImport>(importPath(draft), file, { contentType, onProgress: note, signal: controller.signal });
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
