/** How tags say where an entity begins and ends: `B-` and `I-`, or also `E-` for the last token and `S-` for one alone. */
export type TagScheme = 'iob2' | 'bioes';

/** An entity over the tokens `[first, end)` of a sentence. */
export interface TaggedSpan {
  readonly name: string;
  readonly first: number;
  readonly end: number;
}

/** The tags of a sentence of so many tokens. No two spans share a token. */
export function encodeTags(count: number, spans: readonly TaggedSpan[], scheme: TagScheme): string[] {
  const tags = new Array<string>(count).fill('O');
  for (const { name, first, end } of spans) {
    for (let at = first; at < end; at += 1) {
      tags[at] = `${prefixOf(at === first, at === end - 1, scheme)}-${name}`;
    }
  }
  return tags;
}

function prefixOf(isFirst: boolean, isLast: boolean, scheme: TagScheme): string {
  if (scheme === 'bioes' && isLast) return isFirst ? 'S' : 'E';
  return isFirst ? 'B' : 'I';
}

/** A tag that is not `O`. */
export interface Tag {
  readonly prefix: string;
  /** Empty where the tag is a bare prefix. */
  readonly name: string;
}

/** `O`, or one of the prefixes of IOB, BIOES, BILOU and BMES with a name; `null` for anything else. */
export function readTag(written: string): Tag | 'O' | null {
  if (written === 'O') return 'O';
  const found = /^([BIESLUM])(?:-(.*))?$/su.exec(written);
  return found === null ? null : { prefix: found[1] ?? '', name: found[2] ?? '' };
}

export interface DecodedTags {
  readonly spans: readonly TaggedSpan[];
  /** Index of the first token that continues what did not begin; `null` where there is none. */
  readonly unopened: number | null;
}

/**
 * The entities of a sentence's tags, whichever scheme they follow (formats.md 7). A tag that continues continues the
 * entity before it where that is open and of the same name, and begins one otherwise: so IOB1, where `I-` begins
 * most entities, is read as it is meant, and `B-X I-Y` is two.
 */
export function decodeTags(tags: readonly (Tag | 'O')[]): DecodedTags {
  const spans: TaggedSpan[] = [];
  let isOpen = false;
  let unopened: number | null = null;
  for (const [at, tag] of tags.entries()) {
    if (tag === 'O') {
      isOpen = false;
      continue;
    }
    const { prefix, name } = tag;
    const begins = prefix === 'B' || prefix === 'S' || prefix === 'U';
    const before = spans.at(-1);
    if (isOpen && !begins && before?.name === name) {
      spans[spans.length - 1] = { ...before, end: at + 1 };
    } else {
      if (!begins) unopened ??= at;
      spans.push({ name, first: at, end: at + 1 });
    }
    isOpen = !(prefix === 'S' || prefix === 'U' || prefix === 'E' || prefix === 'L');
  }
  return { spans, unopened };
}

/** What is to be said of tags that are not the expected scheme; `null` where there is nothing. */
export function schemeNotice(
  prefixes: ReadonlySet<string>,
  hasUnopened: boolean,
  expected: TagScheme,
): string | null {
  if (prefixes.has('M')) return 'The tags are BMES: “M-” continues and “E-” ends. They were read as such.';
  if (prefixes.has('L') || prefixes.has('U')) {
    return 'The tags are BILOU: “L-” ends and “U-” stands alone. They were read as such.';
  }
  if (prefixes.has('E') || prefixes.has('S')) {
    return expected === 'bioes'
      ? null
      : 'The tags are BIOES: “E-” ends and “S-” stands alone. They were read as such.';
  }
  return hasUnopened
    ? 'The tags are IOB1: “I-” begins where nothing of its kind comes before. They were read as such.'
    : null;
}
