import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../test-support/arbitrary-text.ts';
import type { Fragment } from './annotation.ts';
import { asUtf16 } from './offset.ts';
import { graphemeEndAt, graphemeStartAt } from './text.ts';
import { moveEdge, snapToWords, wordAt } from './words.ts';

/** A text with its selection between `[` and `]`. */
function marked(source: string): { text: string; fragment: Fragment } {
  const start = source.indexOf('[');
  const end = source.indexOf(']') - 1;
  return {
    text: source.replace('[', '').replace(']', ''),
    fragment: { start: asUtf16(start), end: asUtf16(end) },
  };
}
function show(text: string, { start, end }: Fragment): string {
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}
function snap(source: string): string {
  const { text, fragment } = marked(source);
  return show(text, snapToWords(text, fragment));
}

describe('snapToWords', () => {
  it('leaves marks that belong to a neighbour outside', () => {
    const text = 'from 1 April, the port (and “all” of it) said';
    const snap = (part: string): string => {
      const start = text.indexOf(part);
      const { start: from, end } = snapToWords(text, {
        start: asUtf16(start),
        end: asUtf16(start + part.length),
      });
      return text.slice(from, end);
    };
    expect(snap(', the po')).toBe('the port');
    expect(snap('port (')).toBe('port');
    expect(snap(') sai')).toBe('said');
    expect(snap('(and “al')).toBe('(and “all');
    expect(snap('“all”')).toBe('“all”');
    expect(snap(',')).toBe(',');
  });

  it.each([
    ['grows to whole words', 'the pr[ime mini]ster said', 'the [prime minister] said'],
    ['drops white space around it', 'the[ prime ]minister', 'the [prime] minister'],
    ['keeps an edge between words', 'the [prime ]minister', 'the [prime] minister'],
    ['keeps quotation marks that were selected', 'said [“no wa]y” twice', 'said [“no way]” twice'],
    ['adds no quotation marks', 'said “n[o wa]y” twice', 'said “[no way]” twice'],
    ['keeps a selected final stop', 'in the [U.S.] today', 'in the [U.S.] today'],
    ['leaves punctuation alone', 'so [...] what', 'so [...] what'],
    ['leaves a single mark alone', 'so[,] what', 'so[,] what'],
    ['takes contractions as one word', 'they do[n]’t go', 'they [don’t] go'],
    ['takes numbers as one word', 'cost 1,[2]34.5 euros', 'cost [1,234.5] euros'],
    ['takes compounds apart', 'a twenty-o[n]e gun', 'a twenty-[one] gun'],
    ['takes all of a compound that is touched', 'a twe[nty-o]ne gun', 'a [twenty-one] gun'],
    ['crosses paragraphs', 'on[e\n\nt]wo', '[one\n\ntwo]'],
    ['keeps words of Japanese apart', '東[京]は晴れ', '[東京]は晴れ'],
    ['keeps an ideograph', '中[文]。', '[中文]。'],
    ['grows in Hebrew', 'של[ום ע]ולם', '[שלום עולם]'],
    ['grows in Arabic', 'مر[ح]با بكم', '[مرحبا] بكم'],
    ['grows in Devanagari', 'नम[स्]ते जी', '[नमस्ते] जी'],
    ['keeps families together', 'a 👩‍[👩]‍👧‍👦 b', 'a [👩‍👩‍👧‍👦] b'],
    ['keeps a mark on a space', 'a[ \u0301]b', 'a[ \u0301]b'],
    ['keeps other spaces off a mark on a space', 'a\u3000[ \u0301]b', 'a\u3000[ \u0301]b'],
    ['grows out of a cluster that a word boundary splits', '[(]\u0e33a b', '[(\u0e33a] b'],
    ['keeps white space alone', 'a [ ] b', 'a [ ] b'],
  ])('%s', (_, source, expected) => {
    expect(snap(source)).toBe(expected);
  });

  it('holds all that was selected but white space and neighbours’ marks, splits no cluster, and is stable', () => {
    fc.assert(
      fc.property(documentText, fc.nat(), fc.nat(), (text, a, b) => {
        fc.pre(text.length > 0);
        const start = Math.min(a % text.length, b % text.length);
        const end = Math.max(a % text.length, b % text.length) + 1;
        const snapped = snapToWords(text, { start: asUtf16(start), end: asUtf16(end) });
        expect(snapped.start).toBeLessThan(snapped.end);
        expect(graphemeStartAt(text, snapped.start)).toBe(snapped.start);
        expect(graphemeEndAt(text, snapped.end)).toBe(snapped.end);
        if (/[^\s\u0085]/.test(text.slice(start, end))) {
          expect(text.slice(start, Math.max(start, snapped.start))).toMatch(/^[\s\u0085,;:.!?…)\]}”’»]*$/);
          expect(text.slice(Math.min(end, snapped.end), end)).toMatch(/^[\s\u0085([{“‘«„]*$/);
        }
        expect(snapToWords(text, snapped)).toEqual(snapped);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the words that segmenting the whole text finds', () => {
    const text = 'The “Prime Minister” (since 2019) won’t go; 東京は晴れ。 नमस्ते दुनिया, שלום!\n'.repeat(40);
    const segments = Array.from(new Intl.Segmenter('en', { granularity: 'word' }).segment(text));
    for (const { index, segment, isWordLike } of segments.slice(0, 60)) {
      if (isWordLike !== true) continue;
      const middle = asUtf16(index + Math.floor(segment.length / 2));
      expect(wordAt(text, middle)).toEqual({ start: index, end: index + segment.length });
    }
  });
});

describe('wordAt', () => {
  const at = (source: string): string | null => {
    const offset = source.indexOf('|');
    const text = source.replace('|', '');
    const word = wordAt(text, offset);
    return word === null ? null : text.slice(word.start, word.end);
  };
  it.each([
    ['the pri|me minister', 'prime'],
    ['the |prime minister', 'prime'],
    ['the prime| minister', 'prime'],
    ['the prime|.', 'prime'],
    ['one|“two”', 'one'],
    ['東京|は晴れ', 'は'],
    ['a | b', null],
    ['... |?', null],
    ['|', null],
  ])('%s', (source, expected) => {
    expect(at(source)).toBe(expected);
  });
});

describe('moveEdge', () => {
  const move = (
    source: string,
    edge: 'start' | 'end',
    direction: -1 | 1,
    by: 'word' | 'character',
  ): string => {
    const { text, fragment } = marked(source);
    return show(text, moveEdge(text, fragment, edge, direction, by));
  };
  it.each([
    ['end', 1, 'word', '[the] prime minister', '[the prime] minister'],
    ['end', 1, 'word', '“[no]”, he said', '“[no”,] he said'],
    ['end', 1, 'word', '[he] said “no”', '[he said] “no”'],
    ['end', 1, 'word', '[he said] “no”', '[he said “no]”'],
    ['end', 1, 'word', 'the [end]', 'the [end]'],
    ['end', 1, 'word', 'the [end]  ', 'the [end]  '],
    ['end', -1, 'word', '[the prime minister]', '[the prime] minister'],
    ['end', -1, 'word', '[the] prime', '[the] prime'],
    ['end', -1, 'word', '[the pri]me', '[the] prime'],
    ['start', -1, 'word', 'the “[prime] minister', 'the [“prime] minister'],
    ['start', -1, 'word', 'the [“prime] minister', '[the “prime] minister'],
    ['start', 1, 'word', '[the “prime] minister', 'the [“prime] minister'],
    ['start', 1, 'word', 'the [prime] minister', 'the [prime] minister'],
    ['end', 1, 'word', '[東京]は晴れ', '[東京は]晴れ'],
    ['end', 1, 'word', '[one]\n\ntwo', '[one\n\ntwo]'],
    ['end', 1, 'character', '[a]👩‍👩‍👧‍👦b', '[a👩‍👩‍👧‍👦]b'],
    ['end', -1, 'character', '[ae\u0301]b', '[a]e\u0301b'],
    ['end', -1, 'character', '[e\u0301]b', '[e\u0301]b'],
    ['start', -1, 'character', '🇩🇪🇫🇷[a]', '🇩🇪[🇫🇷a]'],
    ['start', -1, 'character', '[a]b', '[a]b'],
  ] as const)('moves the %s by %i %s: %s', (edge, direction, by, source, expected) => {
    expect(move(source, edge, direction, by)).toBe(expected);
  });
});
