import { expect, it } from 'vitest';
import { median, p95 } from './statistics.ts';

it('takes the lower middle and the nearest rank, in any order', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2);
  expect(p95(Array.from({ length: 100 }, (_, index) => 100 - index))).toBe(95);
  expect(p95([7])).toBe(7);
  expect(median([])).toBeNaN();
});
