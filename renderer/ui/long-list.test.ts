import { describe, expect, test } from 'vitest';
import { rowAfterKey, rowAt, sliceGroups, topOfRow } from './long-list.ts';

const groups = [
  { id: 'a', items: Array.from({ length: 3 }, (_, index) => index) },
  { id: 'b', items: Array.from({ length: 1000 }, (_, index) => index) },
];
const measure = { row: 10, heading: 5 };

describe('a long list', () => {
  test('draws only what is near the viewport', () => {
    expect(sliceGroups(groups, measure, { top: 0, height: 50, margin: 0 })).toEqual([
      { top: 0, height: 35, from: 0, to: 3, before: 0 },
      { top: 35, height: 10_005, from: 0, to: 1, before: 3 },
    ]);
    expect(sliceGroups(groups, measure, { top: 5040, height: 50, margin: 20 })).toEqual([
      { top: 0, height: 35, from: 3, to: 3, before: 0 },
      { top: 35, height: 10_005, from: 498, to: 507, before: 3 },
    ]);
  });

  test('finds each row and where it lies', () => {
    expect(rowAt(groups, 2)).toEqual({ group: 0, place: 2 });
    expect(rowAt(groups, 3)).toEqual({ group: 1, place: 0 });
    expect(rowAt(groups, 1003)).toBeNull();
    expect(rowAt(groups, -1)).toBeNull();
    expect(topOfRow(groups, measure, 0)).toBe(5);
    expect(topOfRow(groups, measure, 3)).toBe(40);
    for (const index of [0, 2, 3, 700]) {
      const at = rowAt(groups, index);
      const slice = sliceGroups(groups, measure, { top: 0, height: 0, margin: 0 })[at?.group ?? 0];
      expect(topOfRow(groups, measure, index)).toBe((slice?.top ?? 0) + 5 + (at?.place ?? 0) * 10);
    }
  });

  test('moves by keys and stops at the ends', () => {
    expect(rowAfterKey('ArrowDown', 9, 10, 4)).toBe(9);
    expect(rowAfterKey('ArrowUp', 3, 10, 4)).toBe(2);
    expect(rowAfterKey('PageDown', 3, 10, 4)).toBe(7);
    expect(rowAfterKey('PageUp', 3, 10, 4)).toBe(0);
    expect(rowAfterKey('Home', 3, 10, 4)).toBe(0);
    expect(rowAfterKey('End', 3, 10, 4)).toBe(9);
    expect(rowAfterKey('x', 3, 10, 4)).toBeNull();
  });
});
