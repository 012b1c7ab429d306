/**
 * The terms of a search, all of which must occur: words, and phrases between quotation marks, straight or curly. A phrase
 * that is not closed yet goes to the end, so that a search finds its way while it is typed.
 */
export function searchTerms(search: string): readonly string[] {
  const found = search.matchAll(/["“”„]([^"“”]*)(?:["“”]|$)|(\S+)/gu);
  return [
    ...new Set([...found].map(([, phrase, word]) => oneSpaced(phrase ?? word ?? '').trim()).filter(Boolean)),
  ];
}

/** A phrase is found whatever white space stands between its words, a line end too. */
export function oneSpaced(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
