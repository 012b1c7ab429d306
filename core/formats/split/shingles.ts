/** How many words a shingle has. A changed word changes as many of them. */
const SHINGLE_WORDS = 3;

/** Scripts without spaces between words, where each character counts as one: no dictionary that may change is asked. */
const WORDS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[[\p{L}\p{N}\p{M}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+/gv;

/** Soft hyphens, joiners and the like, which one outlet has within words and another has not. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}+/gu;

/** The words of a text as near-duplicates are compared by: neither case, punctuation, white space nor what is not seen counts. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').replace(UNSEEN, '').toLowerCase().match(WORDS) ?? [];
}

/** The shingles of three words in a row; of fewer words, one with all. A text without words has none. */
export function shinglesOf(words: readonly string[]): ReadonlySet<string> {
  const shingles = new Set<string>();
  const last = Math.max(words.length - SHINGLE_WORDS, 0);
  if (words.length === 0) return shingles;
  for (let at = 0; at <= last; at += 1) shingles.add(words.slice(at, at + SHINGLE_WORDS).join(' '));
  return shingles;
}

/** How much two sets have in common: the size of what is in both over that of what is in either; 0 for two empty sets. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const shingle of few) if (many.has(shingle)) both += 1;
  const either = a.size + b.size - both;
  return either === 0 ? 0 : both / either;
}
