/**
 * A made-up article and spans over it, the same for every run and every contestant. The proportions follow what
 * annotated news looks like: many short entities, fewer quotes and claims, a few long stances, freely
 * overlapping. All characters lie in the Basic Multilingual Plane, so code points and UTF-16 units agree.
 */

export interface CorpusSpan {
  readonly id: string;
  readonly layer: 'entity' | 'quote' | 'claim' | 'stance';
  readonly label: string;
  /** Half-open, from 0. */
  readonly start: number;
  readonly end: number;
}

export interface Corpus {
  readonly title: string;
  /** Paragraphs parted by one line feed. */
  readonly text: string;
  readonly spans: readonly CorpusSpan[];
}

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const WORDS = (
  'the of a to in and for on said that with by from at as was is it be has an are this will its would not after ' +
  'which but been have their more than over were new year government ministry company market report police city ' +
  'people court law officials percent million deal plan vote election party leader council agency survey study ' +
  'university climate housing rent wages workers hospital doctors patients season match team coach club river ' +
  'bridge storm border trade harbour railway energy prices bank budget tax union strike water school health café ' +
  'naïve façade coöperation evidence witnesses commission proposal parliament regulator forecast drought'
).split(' ');

function sentence(random: () => number): string {
  const length = 8 + Math.floor(random() * 20);
  const words = Array.from({ length }, (_, index) => {
    // Squared: common words come first in the list and are drawn more often.
    const word = WORDS[Math.floor(random() * random() * WORDS.length)] ?? 'the';
    return index > 3 && index < length - 2 && random() < 0.07 ? `${word},` : word;
  });
  const plain = words.join(' ');
  const start = plain.charAt(0).toUpperCase() + plain.slice(1);
  return random() < 0.15 ? `“${start},” the ministry said.` : `${start}.`;
}

function paragraph(random: () => number): string {
  const wanted = 250 + random() * 600;
  let text = sentence(random);
  while (text.length < wanted) text += ` ${sentence(random)}`;
  return text;
}

function makeText(characters: number, random: () => number): string {
  let text = paragraph(random);
  while (text.length < characters) text += `\n${paragraph(random)}`;
  return text.slice(0, characters).trimEnd();
}

const KINDS = [
  { layer: 'entity', label: 'organisation', below: 0.6, least: 4, most: 26 },
  { layer: 'quote', label: 'direct', below: 0.75, least: 40, most: 160 },
  { layer: 'claim', label: 'quantity', below: 0.9, least: 60, most: 260 },
  { layer: 'stance', label: 'favor', below: 1, least: 100, most: 500 },
] as const;

/** One stance in ten is long enough to cross paragraphs. */
const LONG_STANCE = { least: 600, most: 1800 };

function makeSpan(text: string, id: string, random: () => number): CorpusSpan {
  const draw = random();
  const kind = KINDS.find(({ below }) => draw < below) ?? KINDS[0];
  const size = kind.layer === 'stance' && random() < 0.1 ? LONG_STANCE : kind;
  const from = Math.floor(random() * (text.length - 30));
  const start = text.lastIndexOf(' ', from) + 1;
  const wanted = start + size.least + Math.floor(random() * (size.most - size.least));
  const next = text.indexOf(' ', wanted);
  const end = next === -1 ? text.length : next;
  return { id, layer: kind.layer, label: kind.label, start, end };
}

/** An article of about `characters` characters with `count` spans. */
export function makeCorpus(characters: number, count: number): Corpus {
  const text = makeText(characters, seeded(7));
  const random = seeded(11);
  const spans = Array.from({ length: count }, (_, index) => makeSpan(text, `span-${index}`, random));
  return { title: `Bench ${characters} characters, ${count} spans`, text, spans };
}

/**
 * A short document, first in the list, which the app opens at the start: the article is opened by a click. It has a span,
 * because the app begins with what is in progress.
 */
const FIRST = {
  text: 'Nothing stands here.',
  title: 'A short one',
  annotations: [{ layer: 'entity', label: 'organisation', start: 0, end: 7 }],
};

/** A project's documents as Standoff's own JSON Lines, in the short form that an import takes. */
export function corpusJsonLines({ title, text, spans }: Corpus): string {
  const annotations = spans.map(({ layer, label, start, end }) => ({ layer, label, start, end }));
  return [FIRST, { text, title, annotations }].map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** Characters of an article of news, on average. */
const ARTICLE_CHARACTERS = 3_000;

/**
 * As many articles with as many spans in all: some have few, some many. Attributes as annotators leave them: a value on most
 * claims and stances, a link to an entity on every other quote, nothing on entities.
 */
export function* makeArticles(articles: number, spans: number): Generator<string> {
  let left = spans;
  for (let number = 0; number < articles; number += 1) {
    const random = seeded(1000 + number);
    const text = makeText(ARTICLE_CHARACTERS * (0.5 + random()), random);
    const mean = left / (articles - number);
    const count = number === articles - 1 ? left : Math.min(left, Math.round(mean * (0.5 + random())));
    left -= count;
    let entity: string | null = null;
    const annotations = Array.from({ length: count }, (_, index) => {
      const id = `e${index}`;
      const { layer, label, start, end } = makeSpan(text, id, random);
      const attributes = attributesOf(layer, entity, random);
      if (layer === 'entity') entity = id;
      return { id, layer, label, start, end, ...(attributes === null ? {} : { attributes }) };
    });
    yield `${JSON.stringify({ title: `Article ${String(number).padStart(6, '0')}`, text, annotations })}\n`;
  }
}

function attributesOf(
  layer: CorpusSpan['layer'],
  entity: string | null,
  random: () => number,
): object | null {
  const draw = random();
  if (layer === 'quote' && entity !== null && draw < 0.5) return { speaker: [{ annotation: entity }] };
  if (layer === 'claim' && draw < 0.8) return { verifiable: draw < 0.5 ? 'yes' : 'no' };
  return layer === 'stance' && draw < 0.8 ? { intensity: draw < 0.4 ? 'high' : 'low' } : null;
}
