import type { Fragment } from '#model/annotation.ts';
import { asUtf16, type Utf16Offset } from '#model/offset.ts';
import { graphemeEndAt, graphemeStartAt, trimRange } from '#model/text.ts';
import { snapToWords, wordAt } from '#model/widen.ts';

/** What a selection stands for: whole words, or at the least whole graphemes. UTF-16 units. */
export function snapped(text: string, raw: Fragment, toWords: boolean): Fragment {
  if (toWords) return snapToWords(text, raw);
  return { start: graphemeStartAt(text, raw.start), end: graphemeEndAt(text, raw.end) };
}

/**
 * The fragments of a span after one of its ends was dragged to `to`. The end snaps to the nearer edge of the word there,
 * or to a grapheme, and leaves at the least one word, or one grapheme, of the fragment that it belongs to. UTF-16 units.
 */
export function withEndMoved(
  text: string,
  fragments: readonly Fragment[],
  edge: 'start' | 'end',
  to: number,
  toWords: boolean,
): Fragment[] {
  const place = toWords ? nearestWordEdge(text, to) : graphemeStartAt(text, to);
  const tidy = (start: number, end: number): Fragment => {
    // Between two words the nearest edge may have the space on the wrong side.
    const kept = toWords ? trimRange(text, start, end) : { start, end };
    return { start: asUtf16(kept.start), end: asUtf16(kept.end) };
  };
  return fragments.map((fragment, index) => {
    if (edge === 'start' && index === 0) {
      return tidy(Math.min(place, lastStart(text, fragment, toWords)), fragment.end);
    }
    if (edge === 'end' && index === fragments.length - 1) {
      return tidy(fragment.start, Math.max(place, firstEnd(text, fragment, toWords)));
    }
    return fragment;
  });
}

/** Where the last word of a fragment begins, or what the fragment has of it; without words its last grapheme. */
function lastStart(text: string, { start, end }: Fragment, toWords: boolean): number {
  const last = graphemeStartAt(text, end - 1);
  const word = toWords ? wordAt(text, last) : null;
  return word === null ? last : Math.min(last, Math.max(start, word.start));
}

/** Where the first word of a fragment ends, likewise. */
function firstEnd(text: string, { start, end }: Fragment, toWords: boolean): number {
  const first = graphemeEndAt(text, start + 1);
  const word = toWords ? wordAt(text, start) : null;
  return word === null ? first : Math.max(first, Math.min(end, word.end));
}

function nearestWordEdge(text: string, offset: number): Utf16Offset {
  const word = wordAt(text, offset);
  if (word === null) return graphemeStartAt(text, offset);
  return offset - word.start < word.end - offset ? word.start : word.end;
}
