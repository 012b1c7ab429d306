import type { Fragment } from './annotation.ts';
import { findClauses } from './clause.ts';
import type { Block } from './document.ts';
import { asUtf16 } from './offset.ts';
import { findQuotations, isQuotationMark } from './quotation.ts';
import { blockAt, sentenceAt } from './sentence.ts';
import { graphemeEndAt, graphemeStartAt, trimRange } from './text.ts';
import { snapToWords, wordAt } from './words.ts';

export { sentenceAt } from './sentence.ts';
export { moveEdge, snapToWords, wordAt } from './words.ts';

/**
 * The next larger unit around a selection: word, clause, sentence, quotation, paragraph, whichever is the
 * smallest that holds the selection and more. A selection over several sentences or paragraphs grows to the
 * whole of each. Unchanged where nothing larger is left. A caret (`start === end`) grows to the word at it.
 * UTF-16 units.
 */
export function widen(text: string, blocks: readonly Block[], fragment: Fragment): Fragment {
  if (fragment.start === fragment.end) return wordAt(text, fragment.start) ?? clusterAt(text, fragment.start);
  let best: Fragment | null = null;
  for (const unit of unitsAround(text, blocks, fragment)) {
    // A block may begin with a mark that is set on the space before it.
    const candidate = { start: graphemeStartAt(text, unit.start), end: graphemeEndAt(text, unit.end) };
    const grows = holds(candidate, fragment) && length(candidate) > length(fragment);
    if (grows && (best === null || length(candidate) < length(best))) best = candidate;
  }
  return best ?? fragment;
}

/**
 * The next smaller unit: the largest step on the way from the word at the selection's start up to the selection.
 * Unchanged where the selection is no larger than that word.
 */
export function narrow(text: string, blocks: readonly Block[], fragment: Fragment): Fragment {
  let step = snapToWords(text, clusterAt(text, fragment.start));
  let narrower = fragment;
  while (holds(fragment, step) && length(step) < length(fragment)) {
    narrower = step;
    const next = widen(text, blocks, step);
    if (length(next) === length(step)) break;
    step = next;
  }
  return narrower;
}

function* unitsAround(text: string, blocks: readonly Block[], fragment: Fragment): Generator<Fragment> {
  yield snapToWords(text, fragment);
  const first = blockAt(blocks, fragment.start) ?? blockBefore(blocks, fragment.start);
  // An end is exclusive: what it touches lies before it.
  const last = blockAt(blocks, fragment.end - 1) ?? first;
  if (first === null || last === null) return;
  const quotations = first === last ? quotationsNear(text, first, fragment) : [];
  const opening = sentenceAt(text, blocks, Math.max(fragment.start, first.start));
  const closing = sentenceAt(text, blocks, Math.min(fragment.end - 1, last.end));
  if (opening !== null && closing !== null) {
    const clauses = [...findClauses(text, opening), ...findClauses(text, closing)];
    const from = clauses.find(({ end }) => fragment.start < end);
    const to = clauses.findLast(({ start }) => start < fragment.end);
    if (from !== undefined && to !== undefined) {
      const clause = joined(from, to);
      if (!quotations.some((quotation) => crosses(clause, quotation))) {
        yield withoutLoneMarks(text, clause, fragment, quotations);
      }
    }
    yield withoutLoneMarks(text, joined(opening, closing), fragment, quotations);
  }
  yield* quotations;
  yield joined(first, last);
}

/** How far from the selection a quotation that holds it may begin or end, in UTF-16 units. */
const QUOTATION_REACH = 20_000;

function quotationsNear(text: string, block: Block, fragment: Fragment): Fragment[] {
  const from = Math.max(block.start, fragment.start - QUOTATION_REACH);
  const to = Math.min(block.end, fragment.end + QUOTATION_REACH);
  return findQuotations(text, from, to);
}

/**
 * A unit that begins or ends a longer quotation, without that one quotation mark, unless the selection has it:
 * the first of two quoted sentences is widened to without the opening mark.
 */
function withoutLoneMarks(
  text: string,
  unit: Fragment,
  fragment: Fragment,
  quotations: readonly Fragment[],
): Fragment {
  let { start, end } = unit;
  for (const quotation of quotations) {
    const opens = quotation.start === start && quotation.end > end && fragment.start > start;
    if (opens) start = asUtf16(start + 1);
    const closes = quotation.end === end && quotation.start < start && fragment.end < end;
    // A quotation that is closed in a later paragraph has no mark at its end.
    if (closes && isQuotationMark(text, end - 1)) end = asUtf16(end - 1);
  }
  const bare = trimRange(text, start, end);
  return { start: asUtf16(bare.start), end: asUtf16(bare.end) };
}

/** Whether two ranges overlap and neither holds the other. */
function crosses(a: Fragment, b: Fragment): boolean {
  return (
    (a.start < b.start && b.start < a.end && a.end < b.end) ||
    (b.start < a.start && a.start < b.end && b.end < a.end)
  );
}

/** The last block that begins before a place. */
function blockBefore(blocks: readonly Block[], at: number): Block | null {
  return blocks.findLast((block) => block.start <= at) ?? blocks[0] ?? null;
}

function clusterAt(text: string, at: number): Fragment {
  const start = graphemeStartAt(text, Math.min(at, Math.max(0, text.length - 1)));
  return { start, end: graphemeEndAt(text, Math.min(start + 1, text.length)) };
}

function joined(a: Fragment, b: Fragment): Fragment {
  return { start: asUtf16(Math.min(a.start, b.start)), end: asUtf16(Math.max(a.end, b.end)) };
}

function holds(outer: Fragment, inner: Fragment): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function length(fragment: Fragment): number {
  return fragment.end - fragment.start;
}
