import { expect, test } from 'vitest';
import { closest, cosine, similarities } from './similarity';

test('length does not matter, direction does', () => {
  expect(cosine([1, 0], [5, 0])).toBeCloseTo(1);
  expect(cosine([1, 0], [0, 3])).toBeCloseTo(0);
  expect(cosine([1, 0], [-2, 0])).toBeCloseTo(-1);
  expect(cosine([0, 0], [1, 0])).toBeNaN();
});

test('the closest are two different ones', () => {
  const matrix = similarities([
    [1, 0],
    [0, 1],
    [0.1, 1],
  ]);
  expect(closest(matrix)).toEqual([1, 2]);
  expect(closest([[1]])).toBeUndefined();
});
