import { expect, test } from 'vitest';
import { percentileSeries, stack } from './series';
import { inUnit, onAxis } from './units';

test('bars on top of each other end where the next one begins, and hidden ones take no room', () => {
  const rows = [
    [1, 2],
    [10, null],
    [5, 5],
  ];
  expect(stack(rows, [false, false, false])).toEqual([
    [1, 2],
    [11, 2],
    [16, 7],
  ]);
  expect(stack(rows, [false, true, false])).toEqual([
    [1, 2],
    [null, null],
    [6, 7],
  ]);
});

test('a percentile that is not known is a gap, and milliseconds become seconds', () => {
  const [p50, , p99] = percentileSeries([{ p50: 120, p99: 900 }, undefined, { p50: 80 }], 'seconds', 0.001);
  expect(p50?.values).toEqual([0.12, null, 0.08]);
  expect(p99?.values).toEqual([0.9, null, null]);
});

test('values are said with their units', () => {
  expect(inUnit(1234, 'requests')).toBe('1,234');
  expect(inUnit(0.34, 'seconds')).toBe('340 ms');
  expect(inUnit(41.26, 'tokens/s')).toBe('41.3 tokens/s');
  expect(inUnit(0.1234, 'share')).toBe('12.3 %');
  expect(inUnit(2.5, 'EUR')).toBe('€2.50');
  expect(inUnit(null, 'EUR')).toBe('–');
  expect(onAxis(1_200_000, 'tokens')).toBe('1.2M');
});
