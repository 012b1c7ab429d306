import { expect, it } from 'vitest';
import { uuidv7 } from './uuid.ts';

it('writes the example of RFC 9562, appendix A.6', () => {
  const random = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

it('overwrites version and variant whatever the random bytes', () => {
  expect(uuidv7(0, new Uint8Array(10).fill(0xff))).toBe('00000000-0000-7fff-bfff-ffffffffffff');
  expect(uuidv7(2 ** 48 - 1, new Uint8Array(10))).toBe('ffffffff-ffff-7000-8000-000000000000');
});

it('refuses times and random bytes that do not fit', () => {
  expect(() => uuidv7(-1, new Uint8Array(10))).toThrow(RangeError);
  expect(() => uuidv7(2 ** 48, new Uint8Array(10))).toThrow(RangeError);
  expect(() => uuidv7(1.5, new Uint8Array(10))).toThrow(RangeError);
  expect(() => uuidv7(1, new Uint8Array(9))).toThrow(RangeError);
});
