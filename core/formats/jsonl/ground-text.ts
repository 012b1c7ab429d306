import type { CodePointOffset } from '#model/offset.ts';
import { asCodePoint } from '#model/offset.ts';
import { normaliseText } from '#model/text.ts';

/**
 * A text as the app keeps it, and where the offsets of the text as given went. Texts of the app have no CR and
 * do not begin with U+FEFF; lines written by other tools may, and their offsets count them.
 */
export interface GroundText {
  readonly text: string;
  readonly changed: boolean;
  /** From a code point offset of the text as given to one of `text`. */
  moved(at: CodePointOffset): CodePointOffset;
}

/** Normalises a text as at any import, and keeps account of what was taken out. */
export function groundText(given: string): GroundText {
  const text = normaliseText(given);
  if (text === given) return { text, changed: false, moved: (at) => at };
  const removed = removedCharacters(given);
  return { text, changed: true, moved: (at) => asCodePoint(at - countBelow(removed, at)) };
}

/** Code point offsets, ascending, of the leading marks and of the CR of each CRLF. */
function removedCharacters(given: string): number[] {
  const removed: number[] = [];
  let codePoint = 0;
  let leading = true;
  for (let index = 0; index < given.length; codePoint += 1) {
    const unit = given.charCodeAt(index);
    leading = leading && unit === 0xfeff;
    if (leading || (unit === 0x0d && given.charCodeAt(index + 1) === 0x0a)) removed.push(codePoint);
    index += (given.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return removed;
}

/** How many of the ascending numbers are below the limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
