import { cell } from '../parts/csv';
import { actorOf, type Entry, objectOf } from './event';

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
