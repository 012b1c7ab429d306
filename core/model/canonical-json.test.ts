import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('sorts keys by UTF-16 units at every depth and writes no white space', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true, é: 1, '😀': 2, '\uff01': 3 })).toBe(
    '{"a":true,"b":[1,{"c":"é","d":null}],"é":1,"😀":2,"！":3}',
  );
  expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}');
});

it('is the same for equal values and reads back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const shuffled = JSON.parse(JSON.stringify(value), (_, member: unknown) =>
        member !== null && typeof member === 'object' && !Array.isArray(member)
          ? Object.fromEntries(Object.entries(member).reverse())
          : member,
      ) as unknown;
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('refuses what JSON cannot hold', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, 1n, () => 1, [undefined]]) {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  }
});
