import type { Fragment } from '#model/annotation.ts';
import { normaliseFragments } from '#model/fragment.ts';
import { asUtf16 } from '#model/offset.ts';
import { isWhiteSpace } from '#model/text.ts';

/**
 * Whether a UTF-16 unit may not stand in the TEXT of a T line: Python's `splitlines` ends a line there, or it is the
 * tab that parts columns (formats.md 3; brat `server/src/annotation.py`).
 */
function isCut(unit: number): boolean {
  return (
    (unit >= 0x09 && unit <= 0x0d) ||
    (unit >= 0x1c && unit <= 0x1e) ||
    unit === 0x85 ||
    unit === 0x2028 ||
    unit === 0x2029
  );
}

/** Of a gap: white space that includes a place where `cutAtLines` cuts. U+001C to U+001E count as such. */
function isLineGap(text: string, start: number, end: number): boolean {
  let cut = false;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (isCut(unit)) cut = true;
    else if (!isWhiteSpace(unit)) return false;
  }
  return cut;
}

/**
 * Fragments that brat can hold: none goes over a line break or a tab, and at each cut the white space goes too, as
 * brat does when it makes a span (`server/src/annotator.py`). Empty where nothing but such characters is covered.
 */
export function cutAtLines(text: string, fragments: readonly Fragment[]): Fragment[] {
  return fragments.flatMap((fragment) => cutOne(text, fragment));
}

function cutOne(text: string, { start, end }: Fragment): Fragment[] {
  const pieces: Fragment[] = [];
  let from = start as number;
  for (let at = start as number; at <= end; at += 1) {
    if (at < end && !isCut(text.charCodeAt(at))) continue;
    let first = from;
    let last = at;
    const isGap = (place: number) => isWhiteSpace(text.charCodeAt(place)) || isCut(text.charCodeAt(place));
    while (from > start && first < last && isGap(first)) first += 1;
    while (at < end && first < last && isGap(last - 1)) last -= 1;
    if (first < last) pieces.push({ start: asUtf16(first), end: asUtf16(last) });
    from = at + 1;
  }
  return pieces;
}

/** The reverse, at import: fragments with nothing between them but white space over a line end are one. */
export function joinOverLines(text: string, fragments: readonly Fragment[]): Fragment[] {
  const joined: Fragment[] = [];
  for (const fragment of normaliseFragments(fragments)) {
    const last = joined.at(-1);
    if (last !== undefined && isLineGap(text, last.end, fragment.start)) {
      joined[joined.length - 1] = { start: last.start, end: fragment.end };
    } else {
      joined.push(fragment);
    }
  }
  return joined;
}
