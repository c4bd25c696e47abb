import { describe, expect, it } from 'vitest';
import { cell } from '../parts/csv';
import type { Entry } from './event';
import { csvOf, jsonLinesOf } from './export';

const event: Entry = {
  metadata: { name: '7' },
  verb: 'create',
  user: { username: 'ada' },
  objectRef: { resource: 'apikeys', namespace: 'acme', name: 'a,b' },
  responseStatus: { code: 201 },
};

describe('cell', () => {
  it('quotes what has commas, quotes or line ends', () => expect(cell('a "b", c')).toBe('"a ""b"", c"'));
  it('is no formula', () => expect(cell('=1+1')).toBe("'=1+1"));
  it('is empty for what is not there', () => expect(cell(undefined)).toBe(''));
});

describe('csvOf', () => {
  it('has a heading and a line for each event', () => expect(csvOf([event, event]).trimEnd().split('\r\n')).toHaveLength(3));
  it('keeps an object with a comma in one cell', () => expect(csvOf([event])).toContain(',"acme/a,b",'));
});

describe('jsonLinesOf', () => {
  it('is a document per line', () => expect(JSON.parse(jsonLinesOf([event, event]).split('\n')[1]!)).toEqual(event));
});
