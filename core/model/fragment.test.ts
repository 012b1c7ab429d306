import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fragment } from './annotation.ts';
import {
  fragmentsContain,
  fragmentsEqual,
  fragmentsProblem,
  hullOf,
  normaliseFragments,
  overlapLength,
  quoteOf,
  sliceFragments,
} from './fragment.ts';
import { asUtf16 } from './offset.ts';

function at(start: number, end: number): Fragment {
  return { start: asUtf16(start), end: asUtf16(end) };
}

const LENGTH = 40;
const fragments = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: LENGTH - 1 }), fc.integer({ min: 1, max: 12 }))
    .map(([start, length]) => at(start, Math.min(LENGTH, start + length))),
  { minLength: 1, maxLength: 8 },
);

function units(list: readonly Fragment[]): Set<number> {
  return new Set(
    list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
  );
}

describe('normaliseFragments', () => {
  it('covers the same text with sorted fragments that do not touch', () => {
    fc.assert(
      fc.property(fragments, (list) => {
        const normal = normaliseFragments(list);
        expect(units(normal)).toEqual(units(list));
        expect(fragmentsProblem('x'.repeat(LENGTH), normal)).toBeNull();
        expect(normaliseFragments(normal)).toEqual(normal);
      }),
    );
  });
});

describe('overlapLength, fragmentsContain, hullOf', () => {
  it('agree with sets of places', () => {
    fc.assert(
      fc.property(fragments, fragments, (first, second) => {
        const [a, b] = [normaliseFragments(first), normaliseFragments(second)];
        expect(overlapLength(a, b)).toBe([...units(a)].filter((unit) => units(b).has(unit)).length);
        expect(fragmentsContain(a, b)).toBe([...units(b)].every((unit) => units(a).has(unit)));
        expect(fragmentsEqual(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(hullOf(first)).toEqual(at(Math.min(...units(first)), Math.max(...units(first)) + 1));
      }),
    );
  });

  it('has no hull of nothing', () => {
    expect(() => hullOf([])).toThrow(RangeError);
  });
});

describe('fragmentsProblem', () => {
  it('says what is wrong', () => {
    const text = 'ab😀cd';
    expect(fragmentsProblem(text, [at(0, 2), at(4, 6)])).toBeNull();
    expect(fragmentsProblem(text, [])).toMatch(/Nothing is selected/);
    expect(fragmentsProblem(text, [at(1, 1)])).toMatch(/empty/);
    expect(fragmentsProblem(text, [at(2, 1)])).toMatch(/empty/);
    expect(fragmentsProblem(text, [at(-1, 1)])).toMatch(/outside/);
    expect(fragmentsProblem(text, [at(0, 7)])).toMatch(/outside/);
    expect(fragmentsProblem(text, [at(0.5, 1)])).toMatch(/outside/);
    expect(fragmentsProblem(text, [at(0, 3)])).toMatch(/in two/);
    expect(fragmentsProblem(text, [at(3, 5)])).toMatch(/in two/);
    expect(fragmentsProblem(text, [at(0, 1), at(1, 2)])).toMatch(/touch/);
    expect(fragmentsProblem(text, [at(4, 5), at(0, 1)])).toMatch(/order/);
  });
});

it('quotes join fragments with one space', () => {
  expect(quoteOf('one two three', [at(0, 3), at(8, 13)])).toBe('one three');
  expect(sliceFragments('one two three', [at(0, 3), at(8, 13)])).toEqual(['one', 'three']);
});
