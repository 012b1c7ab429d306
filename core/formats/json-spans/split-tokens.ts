import { isTokenBreak } from '../tokens/tokenise.ts';

/** A token in UTF-16 units. With what follows them, all tokens of a text are the text. */
export interface TextToken {
  readonly start: number;
  readonly end: number;
  /** White space is a token where it is not the one space after another. */
  readonly isSpace: boolean;
  /** Whether one U+0020 follows that is no token. */
  readonly spaceAfter: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * Tokens for readers that rebuild the text from them (spaCy, Prodigy: formats.md 7, 9, 10): words by UAX #29, each
 * character of white space for itself, cut at every edge of the spans, so that each span is whole tokens.
 */
export function splitTokens(text: string, spans: readonly Span[]): TextToken[] {
  const starts = new Set(spans.map(({ start }) => start));
  const ends = new Set(spans.map(({ end }) => end));
  const tokens: { start: number; end: number; isSpace: boolean; spaceAfter: boolean }[] = [];
  const add = (start: number, end: number, isSpace: boolean) => {
    const last = tokens.at(-1);
    const isPlain = isSpace && text.charCodeAt(start) === 0x20 && !starts.has(start) && !ends.has(end);
    if (isPlain && last !== undefined && !last.spaceAfter) last.spaceAfter = true;
    else tokens.push({ start, end, isSpace, spaceAfter: false });
  };
  for (const { index, segment } of words.segment(text)) {
    let start = index;
    const end = index + segment.length;
    for (let at = index; at < end; at += 1) {
      const isSpace = isTokenBreak(text.charCodeAt(at));
      if (at > start && (isSpace || starts.has(at) || ends.has(at))) {
        add(start, at, false);
        start = at;
      }
      if (!isSpace) continue;
      add(at, at + 1, true);
      start = at + 1;
    }
    if (start < end) add(start, end, false);
  }
  return tokens;
}

/** The first and the last token of a span whose edges the tokens were cut at. */
export function tokenFinder(tokens: readonly TextToken[]): (span: Span) => { first: number; last: number } {
  const byStart = new Map(tokens.map(({ start }, index) => [start, index]));
  const byEnd = new Map(tokens.map(({ end }, index) => [end, index]));
  return ({ start, end }) => {
    const first = byStart.get(start);
    const last = byEnd.get(end);
    if (first === undefined || last === undefined)
      throw new RangeError(`No tokens begin and end at ${start}–${end}.`);
    return { first, last };
  };
}
