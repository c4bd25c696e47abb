import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { Manifest } from './manifest';
import { editManifest, readManifest, valueAt } from './manifest';
import type { FieldError } from './verdict';

/** What is being made: the YAML is all there is of it, and the form is a view of that. */
export interface Draft extends Manifest {
  text: string;
  /** Why the YAML cannot be read; the form shows what it said last. */
  problem?: string;
  setText: (text: string) => void;
  /** Changes one value; undefined, or text of nothing, removes it. */
  set: (path: string, value: unknown) => void;
  setEndpoint: (path: string, value: unknown) => void;
  /** What is wrong at a path, once somebody was there. */
  errorAt: (path: string) => string | undefined;
  touch: (path: string) => void;
}

/** A draft without what the server says about it. */
export type DraftState = Omit<Draft, 'errorAt'> & { touched: ReadonlySet<string> };

export function useDraftState(initial: string): DraftState {
  const [{ text, manifest, problem }, setState] = useState<Read>(() => ({ text: initial, manifest: readManifest(initial) }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());

  const update = useCallback((change: (text: string) => string) => setState((before) => reread(before, change(before.text))), []);
  const touch = useCallback(
    (path: string) => setTouched((before) => (before.has(path) ? before : new Set([...before, path]))),
    [],
  );
  return useMemo(() => {
    const change = (kind: 'ModelDeployment' | 'Endpoint') => (path: string, value: unknown) => {
      if (problem) return;
      update((text) => editManifest(text, kind, path, value === '' ? undefined : value));
      if (kind === 'ModelDeployment') touch(path);
    };
    return {
      ...manifest,
      text,
      problem,
      setText: (next: string) => update(() => next),
      set: change('ModelDeployment'),
      setEndpoint: change('Endpoint'),
      touch,
      touched,
    };
  }, [text, manifest, problem, touched, update, touch]);
}

interface Read {
  text: string;
  manifest: Manifest;
  problem?: string;
}

/** The new text, and what it says; while it cannot be read, what was said last. */
function reread(before: Read, text: string): Read {
  try {
    return { text, manifest: readManifest(text) };
  } catch (e) {
    return { text, manifest: before.manifest, problem: (e as Error).message };
  }
}

/** The errors to show beside fields: of those where somebody was, or of all. */
export function errorsBeside(errors: FieldError[], touched: ReadonlySet<string>, all: boolean) {
  return (path: string): string | undefined =>
    all || touched.has(path) ? errors.find(({ field }) => field === path || field.startsWith(`${path}[`))?.message : undefined;
}

export const DraftContext = createContext<Draft | undefined>(undefined);

export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error('Only within the guide.');
  return draft;
}

/** A value of the deployment, and what a field for it needs. */
export function useField(path: string) {
  const { deployment, set, errorAt, touch } = useDraft();
  return {
    value: valueAt(deployment, path),
    set: (value: unknown) => set(path, value),
    error: errorAt(path),
    onBlur: () => touch(path),
  };
}
