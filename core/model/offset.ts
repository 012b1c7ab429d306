/**
 * The two units in which a place in a text is counted, kept apart by the compiler.
 *
 * Inside the app offsets count UTF-16 units, as JavaScript strings and the DOM do. What leaves the app counts
 * Unicode code points unless a format's own rule says otherwise. This module is the only one that converts.
 */
declare const unit: unique symbol;

/** A place between two UTF-16 units of a text, from 0. */
export type Utf16Offset = number & { readonly [unit]: 'utf-16' };
/** A place between two Unicode code points of a text, from 0. */
export type CodePointOffset = number & { readonly [unit]: 'code-point' };

/** Marks a number as counting UTF-16 units. Use where such a number enters the program. */
export function asUtf16(value: number): Utf16Offset {
  return value as Utf16Offset;
}

/** Marks a number as counting code points. Use where such a number enters the program. */
export function asCodePoint(value: number): CodePointOffset {
  return value as CodePointOffset;
}

/**
 * Converts offsets of one text between UTF-16 units and code points.
 *
 * Holds nothing but two numbers where the text has no astral characters; otherwise the places of those
 * characters in one sorted `Uint32Array`, searched in O(log n). A lone surrogate counts as one code point,
 * as `Array.from(text)` and `for…of` count it.
 *
 * Both conversions throw `RangeError` for a number that is not a place in the text: negative, fractional, past
 * the end, or (UTF-16 only) between the two halves of a surrogate pair.
 */
export class OffsetIndex {
  /** Length of the text in UTF-16 units. */
  readonly length: Utf16Offset;
  /** Length of the text in code points. */
  readonly codePoints: number;
  /** UTF-16 offsets of the surrogate pairs, ascending; `null` where there are none. */
  readonly #pairs: Uint32Array | null;

  constructor(text: string) {
    const count = countPairs(text);
    this.length = asUtf16(text.length);
    this.codePoints = text.length - count;
    this.#pairs = count === 0 ? null : collectPairs(text, count);
  }

  toCodePoint(at: Utf16Offset): CodePointOffset {
    requirePlace(at, this.length, 'UTF-16 units');
    const pairs = this.#pairs;
    if (pairs === null) return asCodePoint(at);
    const before = countWhere(pairs, (pair) => pair < at);
    if (before > 0 && pairs[before - 1] === at - 1) {
      throw new RangeError(`Offset ${at} lies inside a surrogate pair.`);
    }
    return asCodePoint(at - before);
  }

  toUtf16(at: CodePointOffset): Utf16Offset {
    requirePlace(at, this.codePoints, 'code points');
    const pairs = this.#pairs;
    if (pairs === null) return asUtf16(at);
    // The pair with index i begins at code point `pairs[i] - i`, which ascends with i.
    return asUtf16(at + countWhere(pairs, (pair, index) => pair - index < at));
  }
}

function requirePlace(at: number, length: number, units: string): void {
  if (!Number.isInteger(at) || at < 0 || at > length) {
    throw new RangeError(`Offset ${at} is not a place in a text of ${length} ${units}.`);
  }
}

function isPairAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}

function countPairs(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (isPairAt(text, at)) {
      count += 1;
      at += 1;
    }
  }
  return count;
}

function collectPairs(text: string, count: number): Uint32Array {
  const pairs = new Uint32Array(count);
  let found = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (isPairAt(text, at)) {
      pairs[found] = at;
      found += 1;
      at += 1;
    }
  }
  return pairs;
}

/** How many leading entries hold, where the predicate holds for a prefix of the array. */
function countWhere(pairs: Uint32Array, holds: (pair: number, index: number) => boolean): number {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(pairs[middle] as number, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
