import { describe, expect, it } from 'vitest';
import { bytes, duration, exact, listOf, money, price, quantity } from './format';

describe('format', () => {
  it.each([
    [0, '0 B'],
    [75_000_000, '71.5 MiB'],
    [2 ** 40, '1.0 TiB'],
  ])('bytes %d', (count, text) => expect(bytes(count)).toBe(text));
  it.each([
    ['500m', 0.5],
    ['2Gi', 2 ** 31],
    ['3', 3],
    ['many', Number.NaN],
  ])('quantity %s', (text, count) => expect(quantity(text)).toBe(count));
  it.each([
    [600, '600'],
    [5_000, '5K'],
    [12_345, '12,345'],
    [1_500_000, '1.5M'],
    [1_250_000, '1,250,000'],
  ])('exact %d', (count, text) => expect(exact(count)).toBe(text));
  it.each([
    ['0.15', '€0.15'],
    ['1.234567', '€1.234567'],
    [0, '€0.00'],
  ])('price %s', (amount, text) => expect(price(amount, 'EUR')).toBe(text));
  it('shows small amounts of money instead of rounding them away', () => expect(money(0.0009018, 'EUR')).toBe('€0.000902'));
  it.each([
    [0.34, '340 ms'],
    [2.14, '2.1 s'],
    [300, '5 min'],
    [7_200, '2 h'],
  ])('duration %d', (seconds, text) => expect(duration(seconds)).toBe(text));
});

describe('listOf', () => {
  it('names all of a few', () => expect(listOf(['b', 'a'])).toBe('a, b'));
  it('counts the rest of many', () => expect(listOf(['g', 'f', 'e', 'd', 'c', 'b', 'a'])).toBe('a, b, c, d, e and 2 more'));
});
