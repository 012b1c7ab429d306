import { expect, test } from 'vitest';
import { inPlaceOf } from './in-place-of.ts';

const rows = (ids: string) => [...ids].map((id) => ({ id }));

test.each([
  ['a', 'abc', 'bc', 'b'],
  ['b', 'abc', 'ac', 'c'],
  ['c', 'abc', 'ab', 'b'],
  ['b', 'abcd', 'ad', 'd'],
  ['b', 'abc', 'a', 'a'],
  ['a', 'a', '', undefined],
  ['x', 'abc', 'bc', undefined],
])('where %s of %s is gone and %s are left, %s stands in', (gone, before, left, expected) => {
  expect(inPlaceOf(gone, rows(before), rows(left))?.id).toBe(expected);
});
