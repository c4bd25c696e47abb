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

/** A cell as RFC 4180 has it. What a spreadsheet would take for a formula is no formula: names are chosen by people. */
function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines as a table for spreadsheets, in the words of the API. */
export function csvOf(lines: Line[], by: Group[]): string {
  const head = [...by, ...columns];
  return `${[head.join(','), ...lines.map((line) => head.map((c) => cell(line[c])).join(','))].join('\r\n')}\r\n`;
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
