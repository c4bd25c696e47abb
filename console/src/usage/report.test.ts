import { describe, expect, it, test } from 'vitest';
import { csvOf } from './csv';
import { addDecimals } from './decimal';
import { daysIn, periodOf } from './period';
import { placesToAsk } from './places';
import { barsOf, daysOf, type Line, measuresOf, sumBy } from './report';

const lines: Line[] = [
  { day: '2026-05-01', deployment: 'acme/a', requests: 2, inputTokens: 10, cost: '0.1', currency: 'EUR' },
  { day: '2026-05-02', deployment: 'acme/a', requests: 3, inputTokens: 5, cost: '0.2', currency: 'EUR' },
  { day: '2026-05-02', deployment: 'acme/a', requests: 1, cost: '5', currency: 'USD' },
  { day: '2026-05-02', requests: 4, errors: 4 },
];

test('money is added exactly, however it is written', () => {
  expect(addDecimals(['0.1', '0.2'])).toBe('0.3');
  expect(addDecimals([7.8e-7, '0.000000001'])).toBe('0.000000781');
  expect(addDecimals(['1.5', undefined, '-2'])).toBe('-0.5');
  expect(addDecimals([])).toBe('0');
});

describe('sumBy', () => {
  it('keeps currencies apart', () =>
    expect(sumBy(lines, []).map((l) => [l.currency, l.cost, l.requests])).toEqual([
      ['EUR', '0.3', 5],
      ['USD', '5', 1],
      [undefined, undefined, 4],
    ]));
  it('has a row for each group', () =>
    expect(sumBy(lines, ['deployment']).map((l) => [l.deployment, l.currency])).toEqual([
      ['acme/a', 'EUR'],
      ['acme/a', 'USD'],
      [undefined, undefined],
    ]));
});

describe('measuresOf', () => {
  const measures = measuresOf(lines);
  it('has one for each currency', () =>
    expect(measures.map((m) => m.id)).toEqual(['requests', 'tokens', 'errors', 'EUR', 'USD']));
  it('counts a cost in its own currency only', () =>
    expect(barsOf(lines, 'deployment', measures.find((m) => m.id === 'USD')!)).toEqual([{ name: 'acme/a', value: 5 }]));
});

describe('daysOf', () => {
  const requests = measuresOf(lines)[0]!;
  it('has a value for every day', () =>
    expect(daysOf(lines, ['2026-04-30', '2026-05-01', '2026-05-02'], 'deployment', requests)).toMatchObject([
      { name: 'acme/a', values: [0, 2, 4] },
      { name: 'Refused before one was found', values: [0, 0, 4] },
    ]));
  it('puts the small ones together', () => {
    const many = Array.from({ length: 8 }, (_, i) => ({ day: '2026-05-01', user: `u${i}`, requests: 10 - i }));
    const series = daysOf(many, ['2026-05-01'], 'user', requests);
    expect(series).toHaveLength(6);
    expect(series.at(-1)).toMatchObject({ name: 'Others', values: [5 + 4 + 3] });
  });
});

test('an organization is asked once, at its home, and by who cannot see that, project by project', () => {
  const projects = [
    { name: 'acme', organization: 'acme' },
    { name: 'acme-lab', organization: 'acme' },
    { name: 'globex-lab', organization: 'globex' },
    { name: 'demo' },
  ];
  expect(placesToAsk(projects)).toEqual(['acme', 'globex-lab', 'demo']);
});

test('periods are whole days in UTC', () => {
  const now = Date.parse('2026-03-01T00:30:00Z');
  expect(periodOf('7d', now)).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  expect(periodOf('last-month', now)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(daysIn({ from: '2026-02-27', to: '2026-03-01' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
});

test('a table for spreadsheets quotes what it has to, and holds no formulas', () => {
  const text = csvOf([{ user: '=cmd("x"),1', requests: 1, cost: '-0.5', currency: 'EUR' }], ['user']);
  expect(text.split('\r\n')[1]).toBe(`"'=cmd(""x""),1",1,,,,,,,-0.5,EUR`);
});
