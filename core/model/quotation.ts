import type { Fragment } from './annotation.ts';
import { asUtf16 } from './offset.ts';
import { isWhiteSpace } from './text.ts';

/** What each closing mark may close. Some marks close in one language and open in another. */
const CLOSES: Readonly<Record<string, string>> = {
  '”': '“„”',
  '“': '„',
  '’': '‘‚',
  '‘': '‚',
  '»': '«',
  '«': '»',
  '›': '‹',
  '‹': '›',
  '」': '「',
  '』': '『',
  '》': '《',
  '〉': '〈',
  '"': '"',
  "'": "'",
};
const OPENERS = new Set(['“', '„', '‘', '‚', '«', '»', '‹', '›', '「', '『', '《', '〈', '"', "'", '”']);
/** How many quotations may stand open: marks that are never closed must not pile up. The first is kept. */
const MOST_OPEN = 32;
const MARKS = /[“”„‘’‚«»‹›「」『』《》〈〉"']/gu;

/**
 * The quotations in a stretch of text, quotation marks included, outer before inner where they begin together
 * and otherwise by start. UTF-16 units. A mark that opens the stretch and is never closed quotes the whole of
 * it: a quotation over several paragraphs has a mark at the start of each, and closes only in the last.
 */
export function findQuotations(text: string, start: number, end: number): Fragment[] {
  const stretch = text.slice(start, end);
  const found: Fragment[] = [];
  const open: { mark: string; at: number }[] = [];
  for (const { 0: mark, index: at } of stretch.matchAll(MARKS)) {
    const closes = closable(stretch, mark, at)
      ? open.findLastIndex((quote) => closesIt(mark, quote.mark))
      : -1;
    const opened = open[closes];
    if (opened !== undefined) {
      found.push({ start: asUtf16(start + opened.at), end: asUtf16(start + at + mark.length) });
      open.length = closes;
    } else if (opensHere(stretch, mark, at)) {
      open.push({ mark, at });
      if (open.length > MOST_OPEN) open.splice(1, 1);
    }
  }
  const first = open[0];
  if (first !== undefined && stretch.slice(0, first.at).trim() === '' && first.mark !== "'") {
    found.push({ start: asUtf16(start + first.at), end: asUtf16(end) });
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Whether the UTF-16 unit at a place is a quotation mark of any kind. */
export function isQuotationMark(text: string, at: number): boolean {
  const unit = text.charAt(at);
  return OPENERS.has(unit) || Object.hasOwn(CLOSES, unit);
}

function closesIt(mark: string, opener: string): boolean {
  return CLOSES[mark]?.includes(opener) === true;
}

/** Whether the mark's surroundings let it close: apostrophes within and before words do not. */
function closable(text: string, mark: string, at: number): boolean {
  if (mark === "'" || mark === '’') return !isWordCharacter(text, at + 1) && !isSpaceOrEdge(text, at - 1);
  if (mark === '"') return !(isSpaceOrEdge(text, at - 1) && !isSpaceOrEdge(text, at + 1));
  return true;
}

function opensHere(text: string, mark: string, at: number): boolean {
  if (!OPENERS.has(mark)) return false;
  switch (mark) {
    case "'":
    case '"':
    case '‘':
    case '”':
    case '»':
    case '›':
      return !isWordCharacter(text, at - 1) && !isSpaceOrEdge(text, at + 1);
    default:
      return true;
  }
}

function isWordCharacter(text: string, at: number): boolean {
  return /[\p{Letter}\p{Number}]/u.test(text.charAt(at));
}

function isSpaceOrEdge(text: string, at: number): boolean {
  return at < 0 || at >= text.length || isWhiteSpace(text.charCodeAt(at));
}
