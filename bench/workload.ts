/** What is done in every run, the same for each contestant. */
export const VIEWPORT = { width: 1280, height: 900 };

/**
 * Spans to add, all on the first screen: `words` words from the word numbered `word` (from 0) of the article.
 * They overlap each other and what stands there already.
 */
export const ADDS = [
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
