import { expect, it } from 'vitest';
import { askedProjects, sum } from './useDayUsage';

it('askedProjects asks a home project for its organization, and others for themselves', () =>
  expect(
    askedProjects([
      { name: 'acme', organization: 'acme' },
      { name: 'acme-lab', organization: 'acme' },
      { name: 'demo' },
      { name: 'globex-lab', organization: 'globex' },
    ]),
  ).toEqual(['acme', 'demo', 'globex-lab']));

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
