/** What tells documents of one title apart, the first that does being preferred. */
export const DISTINGUISHING_FACTS = [
  'publisher',
  'publishedAt',
  'author',
  'fileName',
  'beginning',
  'importedAt',
] as const;
export type DistinguishingFact = (typeof DISTINGUISHING_FACTS)[number];

export interface Distinction {
  readonly fact: DistinguishingFact;
  readonly value: string;
}

/** Answers a fact of a document, null where it is not known. Asked only where the title is not enough. */
type FactOf<D> = (document: D, fact: DistinguishingFact) => string | null;

/**
 * For documents whose title another one has too, what they differ in: one fact where one is enough, else as many as it takes.
 * Titles that differ in case alone are read alike and count as the same.
 */
export function distinguish<D extends { readonly title: string }>(
  documents: readonly D[],
  factOf: FactOf<D>,
): ReadonlyMap<D, readonly Distinction[]> {
  const distinctions = new Map<D, readonly Distinction[]>();
  for (const group of Map.groupBy(documents, ({ title }) => title.trim().toLowerCase()).values()) {
    if (group.length === 1) continue;
    const facts = factsThatDiffer(group, factOf);
    for (const document of group) {
      const known = facts.flatMap((fact) => {
        const value = factOf(document, fact);
        return value === null ? [] : [{ fact, value }];
      });
      distinctions.set(document, known);
    }
  }
  return distinctions;
}

function factsThatDiffer<D>(group: readonly D[], factOf: FactOf<D>): readonly DistinguishingFact[] {
  const differing: DistinguishingFact[] = [];
  /** What stands together of each document so far. */
  const known = group.map(() => '');
  for (const fact of DISTINGUISHING_FACTS) {
    const values = group.map((document) => factOf(document, fact));
    const different = new Set(values);
    if (different.size === group.length && !different.has(null)) return [fact];
    if (different.size === 1) continue;
    differing.push(fact);
    for (const [at, value] of values.entries()) known[at] += `\n${value ?? ''}`;
    if (new Set(known).size === group.length) return differing;
  }
  return differing;
}

/** About how many characters of a text are shown. */
const MOST_SHOWN = 60;

/** The first words of a text after its title; null where there are none. */
export function firstWords(text: string, title: string): string | null {
  const flat = text.replaceAll(/\s+/gu, ' ').trim();
  const body = (flat.startsWith(title) ? flat.slice(title.length) : flat).trim();
  if (body === '') return null;
  const [short = ''] = new RegExp(`^.{1,${MOST_SHOWN}}(?=\\s|$)|^.{1,${MOST_SHOWN}}`, 'u').exec(body) ?? [];
  return short.length < body.length ? `${short}…` : short;
}
