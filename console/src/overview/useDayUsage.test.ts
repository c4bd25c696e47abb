import { expect, it } from 'vitest';
import { sum } from './useDayUsage';

it('sum never adds amounts in different currencies', () =>
  expect(
    sum([
      { requests: 1, cost: '0.5', currency: 'EUR' },
      { requests: 2, cost: 1, currency: 'USD' },
      { requests: 4, cost: 1, currency: 'EUR' },
    ]),
  ).toMatchObject({
    requests: 7,
    costs: [
      { amount: 1.5, currency: 'EUR' },
      { amount: 1, currency: 'USD' },
    ],
  }));
