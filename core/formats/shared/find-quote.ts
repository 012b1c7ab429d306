import type { Fragment } from '#model/annotation.ts';
import { asUtf16 } from '#model/offset.ts';

/** More places than these are not looked at: a quote of one letter says nothing. */
const MOST_PLACES = 10_000;

/**
 * The one place where a text has a quote; with several, the one that has the prefix before it and the suffix after it
 * (W3C Web Annotation Data Model 4.2.4). Otherwise how many places there are, `0` or at least two.
 */
export function findQuote(
  text: string,
  { exact, prefix, suffix }: { readonly exact: string; readonly prefix?: string; readonly suffix?: string },
): Fragment | number {
  if (exact === '') return 0;
  const places: number[] = [];
  for (
    let at = text.indexOf(exact);
    at !== -1 && places.length < MOST_PLACES;
    at = text.indexOf(exact, at + 1)
  ) {
    places.push(at);
  }
  const fragmentAt = (start: number): Fragment => ({
    start: asUtf16(start),
    end: asUtf16(start + exact.length),
  });
  const [only] = places;
  if (only === undefined || places.length === 1) return only === undefined ? 0 : fragmentAt(only);
  if (prefix === undefined && suffix === undefined) return places.length;
  const fitting = places.filter(
    (at) =>
      text.startsWith(suffix ?? '', at + exact.length) &&
      at >= (prefix ?? '').length &&
      text.startsWith(prefix ?? '', at - (prefix ?? '').length),
  );
  const [place] = fitting;
  return place !== undefined && fitting.length === 1 ? fragmentAt(place) : places.length;
}
