import type { Fragment } from '#model/annotation.ts';
import { asCodePoint, asUtf16, OffsetIndex } from '#model/offset.ts';
import { normaliseText } from '#model/text.ts';
import type { PlacedSpan } from '../json-spans/given-text.ts';
import type { ClaimedSpan } from '../unit-check.ts';
import type { PageElement, PageNode } from '../web/dom.ts';
import { childrenOf, elementsBelow, isElement, isText } from '../web/dom.ts';
import { isBlock, isLeftOut, isVerbatim } from '../web/elements.ts';
import { readTree } from '../web/read-tree.ts';

/** The text of a `HyperText` as a page shows it, and the way to it from `globalOffsets` (formats.md 2). */
export interface RenderedText {
  readonly text: string;
  /** One for each region. */
  place(claims: readonly ClaimedSpan[]): readonly PlacedSpan[];
}

/** Whether a text is markup, which plain text seldom looks like. */
export function isMarkup(text: string): boolean {
  return /<(?:!doctype|\/?[a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>/i.test(text);
}

/** What is shown of HTML; a string says why nothing is, going on from "The HTML". */
export function renderedText(html: string): RenderedText | string {
  const { tree, fault } = readTree(html);
  if (tree === null) return `cannot be read: ${fault}`;
  const body = [...elementsBelow(tree)].find(({ tagName }) => tagName === 'body');
  const page = walked(body ?? tree);
  // As our texts are: nothing to convert is left after this, or places would not fit.
  if (page.text.trim() === '') return 'shows no text.';
  if (normaliseText(page.text) !== page.text) return 'has characters that begin no text.';
  return { text: page.text, place: (claims) => placeIn(page, claims) };
}

interface Page {
  readonly text: string;
  /** The text nodes one after the other, as the editor counts them, with LF for each `br`. */
  readonly counted: string;
  /** Of each unit of `counted` its place in the text; -1 where it is not shown. */
  readonly places: Int32Array;
}

/** White space is shown as CSS collapses it, blocks are parted by a blank line. */
function walked(root: PageNode): Page {
  let text = '';
  let counted = '';
  const places: number[] = [];
  let edge = false;
  let space = -1;
  const show = (character: string, at: number): void => {
    if (edge && text !== '') text += '\n\n';
    else if (space >= 0 && text !== '' && !text.endsWith('\n')) {
      places[space] = text.length;
      text += ' ';
    }
    edge = false;
    space = -1;
    places[at] = text.length;
    text += character;
  };
  const addText = (raw: string, verbatim: boolean, shown: boolean): void => {
    for (let at = 0; at < raw.length; at += 1) {
      const unit = raw[at] as string;
      const place = counted.length + at;
      places.push(-1);
      if (!shown) continue;
      if (!verbatim && /[ \t\n\r\f]/.test(unit)) space = space < 0 ? place : space;
      else show(unit, place);
    }
    counted += raw;
  };
  const walk = (node: PageNode, verbatim: boolean, shown: boolean): void => {
    if (isText(node)) addText(node.value.replace(/\r\n?/g, '\n'), verbatim, shown);
    if (!isElement(node)) return;
    if (node.tagName === 'br') {
      places.push(-1);
      if (shown && !edge && text !== '') {
        places[counted.length] = text.length;
        text += '\n';
        space = -1;
      }
      counted += '\n';
      return;
    }
    const block = isBlock(node);
    edge ||= block;
    const inner = { verbatim: verbatim || isVerbatim(node), shown: shown && !isLeftOut(node as PageElement) };
    for (const child of childrenOf(node)) walk(child, inner.verbatim, inner.shown);
    edge ||= block;
  };
  for (const child of childrenOf(root)) walk(child, false, true);
  return { text: text.replace(/\n+$/, ''), counted, places: Int32Array.from(places) };
}

/** How the editor may have counted: code points or UTF-16 units, with line breaks or without. */
function placeIn(page: Page, claims: readonly ClaimedSpan[]): readonly PlacedSpan[] {
  const codePoints = new OffsetIndex(page.counted);
  const breaks = withoutBreaks(page);
  const ways: ((at: number) => number | null)[] = [
    (at) => (isWithin(at, codePoints.codePoints) ? codePoints.toUtf16(asCodePoint(at)) : null),
    (at) => (isWithin(at, page.counted.length) ? at : null),
    ...(breaks === null ? [] : [(at: number) => breaks[at] ?? null]),
  ];
  const all = ways.map((way) => claims.map((claim) => placeOne(page, claim, way)));
  return all.find((placed) => placed.every(({ problem }) => problem === null)) ?? all[0] ?? [];
}

const isWithin = (at: number, most: number): boolean => Number.isInteger(at) && at >= 0 && at <= most;

/** Code points where `br` does not count; `null` where there is none. */
function withoutBreaks({ counted }: Page): readonly number[] | null {
  if (!counted.includes('\n')) return null;
  const places: number[] = [];
  let at = 0;
  for (const character of counted) {
    if (character !== '\n') places.push(at);
    at += character.length;
  }
  return [...places, at];
}

function placeOne(page: Page, claim: ClaimedSpan, way: (at: number) => number | null): PlacedSpan {
  const fragment = fragmentOf(page, way(claim.start), way(claim.end));
  const numbers = `${claim.start}–${claim.end} (globalOffsets)`;
  if (fragment === null) return { fragment: null, problem: `${numbers} is not a stretch of the text.` };
  const found = page.text.slice(fragment.start, fragment.end);
  // What is selected in a page has line breaks where blocks end, and the text nodes have none.
  if (claim.text === null || bare(claim.text) === bare(found)) return { fragment, problem: null };
  const problem = `${numbers} has the text “${short(found)}” and not “${short(claim.text)}”.`;
  return { fragment: null, problem };
}

/** From the first unit that is shown to the last, without line breaks around it. */
function fragmentOf({ counted, places }: Page, from: number | null, to: number | null): Fragment | null {
  if (from === null || to === null) return null;
  let start = from;
  let end = to;
  const isNothing = (at: number) => (places[at] ?? -1) < 0 || counted[at] === '\n';
  while (start < end && isNothing(start)) start += 1;
  while (end > start && isNothing(end - 1)) end -= 1;
  if (start >= end) return null;
  return { start: asUtf16(places[start] ?? 0), end: asUtf16((places[end - 1] ?? 0) + 1) };
}

const bare = (text: string): string => text.replace(/\\n|\s+/g, '');

function short(text: string): string {
  const characters = Array.from(text.slice(0, 120));
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : text;
}
