import { cell } from '../parts/csv';
import type { Group, Line } from './report';

const columns = [
  'requests',
  'errors',
  'cacheHits',
  'inputTokens',
  'cachedInputTokens',
  'outputTokens',
  'images',
  'cost',
  'currency',
] as const;

/** Lines as a table for spreadsheets, in the words of the API. */
export function csvOf(lines: Line[], by: Group[]): string {
  const head = [...by, ...columns];
  return `${[head.join(','), ...lines.map((line) => head.map((c) => cell(line[c])).join(','))].join('\r\n')}\r\n`;
}
