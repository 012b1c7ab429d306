import type { Cell } from './contestant.ts';
import { type CorpusSpan, makeCorpus } from './corpus.ts';

/** What is done in every run, the same for each contestant. */
export const VIEWPORT = { width: 1280, height: 900 };

/**
 * Spans to add, all on the first screen: `words` words from the word numbered `word` (from 0) of the article.
 * They overlap each other and what stands there already.
 */
const ADDS = [
  { layer: 'entity', label: 'organisation', word: 3, words: 2 },
  { layer: 'quote', label: 'direct', word: 8, words: 9 },
  { layer: 'claim', label: 'quantity', word: 12, words: 14 },
  { layer: 'stance', label: 'favor', word: 5, words: 20 },
  { layer: 'entity', label: 'person', word: 20, words: 3 },
  { layer: 'quote', label: 'indirect', word: 24, words: 7 },
  { layer: 'claim', label: 'event', word: 30, words: 11 },
  { layer: 'stance', label: 'against', word: 33, words: 6 },
  { layer: 'entity', label: 'group', word: 41, words: 2 },
  { layer: 'quote', label: 'mixed', word: 44, words: 12 },
  { layer: 'claim', label: 'prediction', word: 50, words: 10 },
] as const;

/** How often the pointer goes from one span to another. */
export const HOVERS = 10;

/** Spans that are added and taken away again near the top of the article, inside the first screen. */
export function newSpans(cell: Cell): CorpusSpan[] {
  const { text } = makeCorpus(cell.characters, 0);
  return ADDS.map(({ layer, label, word, words }, index) => {
    let start = 0;
    for (let skipped = 0; skipped < word; skipped += 1) start = text.indexOf(' ', start) + 1;
    let end = start;
    for (let taken = 0; taken < words; taken += 1) end = text.indexOf(' ', end + 1);
    return { id: `new-${index}`, layer, label, start, end };
  });
}
