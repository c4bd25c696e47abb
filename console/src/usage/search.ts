import { useNavigate, useSearch } from '@tanstack/react-router';
import { type Period, type Preset, periodOf, presets } from './period';
import { type Dimension, dimensions } from './report';

/** What usage is looked at, in the address, so that it can be linked to. */
export interface UsageSearch {
  /** A preset, or absent with `from` and `to`. */
  period?: string;
  from?: string;
  to?: string;
  by?: string;
  measure?: string;
  user?: string;
  key?: string;
  deployment?: string;
  tab?: string;
}

const fields = ['period', 'from', 'to', 'by', 'measure', 'user', 'key', 'deployment', 'tab'] as const;
const day = /^\d{4}-\d{2}-\d{2}$/;

export function validateUsageSearch(search: UsageSearch): UsageSearch {
  return Object.fromEntries(fields.flatMap((f) => (typeof search[f] === 'string' && search[f] ? [[f, search[f]]] : [])));
}

export interface UsageView {
  preset?: Preset;
  period: Period;
  by: Dimension;
  measure?: string;
  filters: { user?: string; key?: string; deployment?: string };
}

export function viewOf(search: UsageSearch, now: number, by: Dimension): UsageView {
  const { user, key, deployment, measure } = search;
  const own = day.test(search.from ?? '') && day.test(search.to ?? '') ? { from: search.from!, to: search.to! } : undefined;
  const preset = own ? undefined : (presets.find((p) => p === search.period) ?? '30d');
  return {
    preset,
    period: own ?? periodOf(preset!, now),
    by: dimensions.find((d) => d === search.by) ?? by,
    measure,
    filters: { user, key, deployment },
  };
}

/** The view that the address asks for, and how to ask for another one. */
export function useUsageView(route: '/usage' | '/hub/usage', by: Dimension) {
  const search = useSearch({ from: route });
  const navigate = useNavigate();
  return {
    view: viewOf(search, Date.now(), by),
    change: (next: UsageSearch) => void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true }),
  };
}
