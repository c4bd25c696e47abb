import { actorOf, type Entry, objectOf } from './event';

/** A value between commas. What a spreadsheet would take for a formula is told apart by a quote before it. */
export function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const columns: [string, (event: Entry) => string | number | undefined][] = [
  ['number', (e) => e.metadata.name],
  ['time', (e) => e.requestReceivedTimestamp],
  ['user', (e) => actorOf(e)],
  ['verb', (e) => e.verb],
  ['kind', (e) => e.objectRef?.resource],
  ['object', (e) => objectOf(e)],
  ['code', (e) => e.responseStatus?.code],
  ['reason', (e) => e.responseStatus?.reason],
  ['address', (e) => e.sourceIPs?.join(' ')],
  ['program', (e) => e.userAgent],
  ['id', (e) => e.auditID],
];

export function csvOf(events: Entry[]): string {
  const lines = events.map((event) => columns.map(([, value]) => cell(value(event))).join(','));
  return `${[columns.map(([name]) => name).join(','), ...lines].join('\r\n')}\r\n`;
}

/** A JSON document per line, as `audit export` writes them. */
export const jsonLinesOf = (events: Entry[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** Hands a text to the browser as a file. */
export function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
