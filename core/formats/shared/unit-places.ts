import { asUtf16, OffsetIndex } from '#model/offset.ts';
import type { WrittenUnit } from '../exchange.ts';

/** A range of a text in the unit that a file counts. */
export interface WrittenRange {
  readonly start: number;
  readonly end: number;
  /** False where an edge lies within a grapheme cluster, which is then counted whole. */
  readonly exact: boolean;
}

/** From a range in UTF-16 units of a text to the unit. Grapheme clusters are those of UAX #29. */
export function createUnitPlaces(
  text: string,
  unit: WrittenUnit,
): (start: number, end: number) => WrittenRange {
  switch (unit) {
    case 'utf-16':
      return (start, end) => ({ start, end, exact: true });
    case 'code-points': {
      const index = new OffsetIndex(text);
      const at = (place: number) => index.toCodePoint(asUtf16(place));
      return (start, end) => ({ start: at(start), end: at(end), exact: true });
    }
    case 'graphemes':
      return graphemePlaces(text);
  }
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemePlaces(text: string): (start: number, end: number) => WrittenRange {
  const places = [...graphemes.segment(text)].map(({ index }) => index);
  places.push(text.length);
  /** How many clusters begin before a place. */
  const countBefore = (place: number): number => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((places[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (start, end) => {
    const after = countBefore(start);
    const startsCluster = places[after] === start;
    const last = countBefore(end);
    return {
      start: startsCluster ? after : after - 1,
      end: last,
      exact: startsCluster && places[last] === end,
    };
  };
}
