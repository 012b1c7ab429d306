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
