import { oneSpaced, searchTerms } from './search-terms.ts';

/** The words and phrases of a search, folded; all must occur, each anywhere in title or text. */
export function foldedTerms(search: string): readonly string[] {
  return searchTerms(fold(search));
}

/**
 * Takes away what a search overlooks: case (by upper case, which also equates ß and SS, σ and ς), composed or
 * decomposed accents, curly or straight apostrophes and quotation marks, how words are parted.
 */
export function fold(text: string): string {
  return oneSpaced(text)
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[‘’ʼ]/gu, "'")
    .replaceAll(/[“”]/gu, '"');
}
