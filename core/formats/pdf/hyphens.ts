/** Words of a text as it stands in lines, for telling what a hyphen at the end of one is. */
export interface Vocabulary {
  has(word: string): boolean;
  /** How many different words there are. */
  readonly size: number;
  /** So many more hyphens stand at line ends than within lines that words must have been parted. */
  readonly partsWords: boolean;
}

/** How words at line ends were put together. */
export interface HyphenCount {
  /** The hyphen was taken for one that only parts lines. */
  joined: number;
  /** It may be either, and stays. */
  kept: number;
}

const WORD = /\p{L}[\p{L}\p{M}\p{N}'’]*(?:[-\u2010\u2011]\p{L}[\p{L}\p{M}\p{N}'’]*)*/gu;
/**
 * Of the hyphens of compounds, about one in nine stands at a line end by chance. With this many times more there than within
 * lines, less than one in twenty of them is of a compound.
 */
const OF_LINES = 2.5;
/** In a shorter text, that a part of a word is nowhere a word says little. */
const FEWEST_WORDS = 300;

/** Every word that stands in the middle of a line, compounds both whole and as their parts. */
export function vocabularyOf(lines: Iterable<string>): Vocabulary {
  const words = new Set<string>();
  let parted = false;
  let within = 0;
  let atEnds = 0;
  for (const line of lines) {
    const whole = (parted ? line.replace(/^\S+/u, '') : line).replace(HYPHEN_AT_END, '');
    if (parted && /^\p{Ll}/u.test(line)) atEnds += 1;
    within += whole.match(/\p{L}[-\u2010]\p{Ll}/gu)?.length ?? 0;
    parted = HYPHEN_AT_END.test(line);
    for (const [word] of whole.matchAll(WORD)) {
      const folded = fold(word);
      words.add(folded);
      if (folded.includes('-')) for (const part of folded.split('-')) words.add(part);
    }
  }
  return {
    has: (word) => words.has(fold(word)),
    size: words.size,
    partsWords: atEnds >= OF_LINES * (within + 1),
  };
}

const HYPHEN_AT_END = /[\p{L}\p{M}'’]*[\p{L}\p{M}][-\u2010\u00ad]$/u;

const fold = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/’/g, "'");

/** Scripts that part no words. */
const UNPARTED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\u3000-\u303f\uff00-\uffef]/u;

/**
 * A text and the line after it, as one. A hyphen at the end goes where that is safe: it is a soft one; or the word without it
 * stands elsewhere; or the text parts words, and the parts are not both words that stand elsewhere; or, in a text of some
 * length, neither of them is, as parts of compounds would be.
 * It stays where the word with it stands elsewhere, before capitals and digits, and in any case of doubt.
 */
export function joinLines(text: string, line: string, vocabulary: Vocabulary, count: HyphenCount): string {
  const end = /([\p{L}\p{M}'’]*[\p{L}\p{M}])([-\u2010\u00ad])$/u.exec(text);
  const start = /^[\p{L}\p{M}'’]*[\p{L}\p{M}]/u.exec(line);
  if (end?.[1] !== undefined && end[2] !== undefined && start !== null) {
    const [before, after] = [end[1], start[0]];
    // A compound of more parts, or an address.
    const whole = /\S*$/u.exec(text.slice(0, -1))?.[0] ?? before;
    const isPlain = !/[-\u2010/@:]/u.test(whole);
    if (end[2] === '\u00ad' || (isPlain && goes(before, after, vocabulary))) {
      count.joined += 1;
      return text.slice(0, -1) + line;
    }
    if (!vocabulary.has(`${before}-${after}`)) count.kept += 1;
    return text + line;
  }
  if (/[\p{L}\p{M}\p{N}][-\u2010]$/u.test(text) && /^[\p{L}\p{N}]/u.test(line)) return text + line;
  if (/:\/\/$|:\/\/\S*\/$/u.test(text) && (text.endsWith('://') || /^[>)\]]/.test(line))) return text + line;
  const last = [...text.slice(-2)].at(-1) ?? '';
  const first = [...line.slice(0, 2)][0] ?? '';
  return UNPARTED.test(last) && UNPARTED.test(first) ? text + line : `${text} ${line}`;
}

function goes(before: string, after: string, vocabulary: Vocabulary): boolean {
  // “Anglo-” “Saxon” is a name; a word that is parted goes on in small letters, or in capitals as a whole.
  const first = [...after][0] ?? '';
  const capitals = before.length > 1 && before === before.toUpperCase() && after === after.toUpperCase();
  if (first !== first.toLowerCase() && !capitals) return false;
  if (vocabulary.has(`${before}-${after}`)) return false;
  if (vocabulary.has(before + after)) return true;
  if (vocabulary.partsWords) return !vocabulary.has(before) || !vocabulary.has(after);
  return vocabulary.size >= FEWEST_WORDS && !vocabulary.has(before) && !vocabulary.has(after);
}
