import type { Fragment } from '#model/annotation.ts';
import { chooseBlockRule, findBlocks } from '#model/blocks.ts';
import type { Utf16Offset } from '#model/offset.ts';
import { asUtf16 } from '#model/offset.ts';
import { findSentences } from '#model/sentence.ts';
import type { ExchangeDocument, SentenceRule, TokenRule } from '../exchange.ts';
import { findTokens, trimToTokens } from './tokenise.ts';

/** A sentence of a document from its first token to its last, at least one. UTF-16 units. */
export interface TokenSentence {
  readonly start: Utf16Offset;
  readonly end: Utf16Offset;
  readonly tokens: readonly Fragment[];
}

/** How a text is cut into sentences and tokens. */
export interface TokenRules {
  readonly tokens?: TokenRule;
  readonly sentences?: SentenceRule;
}

/**
 * The sentences of a document, from its blocks and the sentence boundaries within them (formats.md 7) or by another
 * rule, with their tokens. What stands between two blocks is sentences too where it is more than white space, so that no
 * character is lost but white space.
 */
export function tokenSentences(
  { text, blocks }: Pick<ExchangeDocument, 'text' | 'blocks'>,
  rules: TokenRules = {},
): TokenSentence[] {
  const sentences: TokenSentence[] = [];
  const whole = { start: asUtf16(0), end: asUtf16(text.length) };
  for (const stretch of rules.sentences === 'none' ? [whole] : stretches(text, blocks)) {
    const found =
      (rules.sentences ?? 'found') === 'found' ? findSentences(text, stretch.start, stretch.end) : [stretch];
    for (const { start, end } of found) {
      const tokens = findTokens(text, start, end, rules.tokens);
      const first = tokens[0];
      const last = tokens.at(-1);
      if (first === undefined || last === undefined) continue;
      sentences.push({ start: first.start, end: last.end, tokens });
    }
  }
  return sentences;
}

/** The blocks, and what stands between them. */
function* stretches(text: string, blocks: ExchangeDocument['blocks']): Generator<Fragment> {
  let at = 0;
  for (const { start, end } of blocks ?? findBlocks(text, chooseBlockRule(text, null))) {
    const between = trimToTokens(text, at, start);
    if (between !== null) yield between;
    yield { start: asUtf16(Math.max(at, start)), end };
    at = Math.max(at, end);
  }
  const rest = trimToTokens(text, at, text.length);
  if (rest !== null) yield rest;
}

export interface JoinedSentences {
  readonly sentences: readonly TokenSentence[];
  /** Indexes of the ranges that crossed a boundary of sentences. */
  readonly crossing: readonly number[];
}

/** The sentences without the boundaries that lie within a range: a sentence never cuts a span (formats.md 7). */
export function joinSentences(
  sentences: readonly TokenSentence[],
  ranges: readonly Fragment[],
): JoinedSentences {
  // The sentence that each is joined to: itself, or the one before.
  const joined = new Set<number>();
  const crossing: number[] = [];
  for (const [index, range] of ranges.entries()) {
    const first = firstEndingAfter(sentences, range.start);
    let last = first;
    while ((sentences[last + 1]?.start ?? range.end) < range.end) last += 1;
    if (last > first) crossing.push(index);
    for (let at = first + 1; at <= last; at += 1) joined.add(at);
  }
  if (joined.size === 0) return { sentences, crossing };
  const merged: TokenSentence[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const before = merged.at(-1);
    if (before === undefined || !joined.has(index)) merged.push(sentence);
    else {
      merged[merged.length - 1] = {
        start: before.start,
        end: sentence.end,
        tokens: [...before.tokens, ...sentence.tokens],
      };
    }
  }
  return { sentences: merged, crossing };
}

/** The index of the first of sorted ranges that ends after a place; their number where none does. */
export function firstEndingAfter(ranges: readonly { readonly end: number }[], place: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
