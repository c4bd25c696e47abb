import { expect, test } from 'vitest';
import { measuresOf } from './report';
import { gridOf, merged, stepsOf, totalOf } from './steps';

const status: Parameters<typeof gridOf>[0] = {
  from: '2026-05-01T10:00:00Z',
  to: '2026-05-01T10:03:00Z',
  step: 60,
  series: [
    {
      deployment: 'acme/a',
      points: [
        { time: '2026-05-01T10:00:00Z', requests: 2, cost: { EUR: '0.1' } },
        { time: '2026-05-01T10:02:00+00:00', requests: 3, errors: 1, cost: { EUR: '0.2', USD: '1' } },
      ],
    },
  ],
};
const [requests] = measuresOf([]);

test('every step has its place, those without a call too', () => {
  const grid = gridOf(status);
  expect(grid.times.map((t) => t - grid.times[0]!)).toEqual([0, 60, 120]);
  expect(grid.lines[0]?.points.map((p) => p?.requests)).toEqual([2, undefined, 3]);
});

test('costs are added within a currency only', () => {
  expect(totalOf(gridOf(status).lines[0]!.points)).toMatchObject({
    requests: 5,
    errors: 1,
    costs: [
      { currency: 'EUR', cost: '0.3' },
      { currency: 'USD', cost: '1' },
    ],
  });
});

test('calls of one deployment with keys of several projects are one line', () => {
  const series = stepsOf(
    gridOf(merged([status, status, { ...status, series: [{ points: [{ time: status.from, requests: 50 }] }] }])),
    requests!,
  );
  expect(series.map((s) => [s.name, s.values])).toEqual([
    ['Refused before one was found', [50, 0, 0]],
    ['acme/a', [4, 0, 6]],
  ]);
});

test('an answer without times has no steps', () => {
  expect(gridOf({}).times).toEqual([]);
});
