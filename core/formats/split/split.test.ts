import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeDocument } from '../../../test-support/exchange-documents.ts';
import { tramDocument } from '../../../test-support/tram-document.ts';
import type { ExchangeDocument } from '../exchange.ts';
import { quotasOf } from './assign.ts';
import { createGroups } from './groups.ts';
import { agreement, signatureOf } from './min-hash.ts';
import {
  createTextComparison,
  joinNearDuplicates,
  NEAR_DUPLICATE,
  textSignature,
} from './near-duplicates.ts';
import { randomFrom, shuffled } from './random.ts';
import { jaccard, shinglesOf, wordsOf } from './shingles.ts';
import { planSplit } from './split.ts';
import { sourceOf } from './split-facts.ts';
import type { Split, SplitOptions } from './split-options.ts';
import { SPLIT_GROUPINGS, SPLITS } from './split-options.ts';

const RATIO = { train: 80, dev: 10, test: 10 };

/** Texts of a made language, with copies of some that had words changed, taken out and put in. */
function corpus(seed: number, count: number, copies: number): string[] {
  const random = randomFrom(seed);
  const word = () => `w${Math.floor(random() ** 2 * 3000)}`;
  const texts = Array.from({ length: count }, () =>
    Array.from({ length: 20 + Math.floor(random() * 150) }, word),
  );
  for (let made = 0; made < copies; made += 1) {
    const original = texts[Math.floor(random() * texts.length)] ?? [];
    const edits = Math.floor(random() * (original.length / 12));
    const copy = [...original];
    for (let edit = 0; edit < edits; edit += 1) {
      const at = Math.floor(random() * copy.length);
      copy.splice(at, Math.floor(random() * 2), ...(random() < 0.5 ? [word()] : []));
    }
    texts.push(copy);
  }
  return shuffled(texts, random).map((words) => words.join(random() < 0.3 ? ',\n' : ' '));
}

/** Groups of near-duplicates, by index. */
function nearDuplicates(texts: readonly string[], similarity?: number): readonly (readonly number[])[] {
  const groups = createGroups(texts.length);
  const textAt = (index: number) => texts[index] ?? '';
  const compared = {
    count: texts.length,
    signature: (index: number) => textSignature(textAt(index)),
    common: createTextComparison(textAt),
  };
  for (const _ of joinNearDuplicates(compared, groups, similarity));
  return groups.list();
}

/** The split of documents by their index. */
function splitDocuments(documents: readonly ExchangeDocument[], options: SplitOptions) {
  const numbered = documents.map((document, index) => ({ ...document, id: `d${index}` }));
  const plan = planSplit(numbered, options);
  return {
    ...plan,
    splitOf: numbered.map(({ id }) => plan.splitOf.get(id) ?? 'train'),
    groups: plan.groups.map(({ split, documents: ids }) => ({
      split,
      documents: ids.map((id) => Number(id.slice(1))),
    })),
  };
}

function bruteForce(texts: readonly string[], similarity = NEAR_DUPLICATE): readonly (readonly number[])[] {
  const groups = createGroups(texts.length);
  const sets = texts.map((text) => shinglesOf(wordsOf(text)));
  for (const [a, one] of sets.entries()) {
    for (let b = a + 1; b < sets.length; b += 1) {
      if (jaccard(one, sets[b] ?? new Set()) >= similarity) groups.join(a, b);
    }
  }
  return groups.list();
}

describe('near-duplicates', () => {
  it.each([0.5, 0.6, 0.7, 0.9, 1])('are those that comparing all with all finds at %d', (similarity) => {
    const texts = corpus(similarity * 100, 120, 60);
    expect(nearDuplicates(texts, similarity)).toEqual(bruteForce(texts, similarity));
  });

  it.each([1, 2, 3, 4, 5, 6])('are those that comparing all with all finds (corpus %i)', (seed) => {
    const texts = corpus(seed, 120, 60);
    const expected = bruteForce(texts, 0.8);
    expect(nearDuplicates(texts, 0.8)).toEqual(expected);
    // Some copies are, and some have been changed too much.
    expect(expected.length).toBeLessThan(texts.length - 15);
    expect(expected.length).toBeGreaterThan(121);
    // Where nothing is said, a copy with one of twelve words changed is still the same story.
    expect(nearDuplicates(texts)).toEqual(bruteForce(texts));
    expect(nearDuplicates(texts)).toHaveLength(120);
  });

  it('have signatures that agree in what they have in common', () => {
    const texts = corpus(7, 40, 40);
    let off = 0;
    let pairs = 0;
    const sets = texts.map((text) => shinglesOf(wordsOf(text)));
    const signatures = sets.map(signatureOf);
    for (const [a, one] of sets.entries()) {
      for (let b = a + 1; b < sets.length; b += 1) {
        const common = jaccard(one, sets[b] ?? new Set());
        if (common < 0.2) continue;
        const estimate = agreement(signatures[a] ?? new Uint32Array(), signatures[b] ?? new Uint32Array());
        expect(Math.abs(estimate - common)).toBeLessThan(0.2);
        off += estimate - common;
        pairs += 1;
      }
    }
    expect(pairs).toBeGreaterThan(20);
    expect(Math.abs(off / pairs)).toBeLessThan(0.03);
  });

  it('do not depend on case, punctuation, white space and what is not seen, and are found without spaces between words too', () => {
    expect(nearDuplicates(['Trams cut NOISE.', '“trams”\ncut noise', 'Trams cut time.'])).toEqual([
      [0, 1],
      [2],
    ]);
    const zh = '市议会周二投票决定在河边修建一条新的有轨电车线路以减少噪音和交通拥堵问题并改善居民的日常出行';
    expect(nearDuplicates([zh, `${zh}。新`, zh.split('').toReversed().join('')])).toEqual([[0, 1], [2]]);
    expect(
      nearDuplicates(['The tram was de\u00adlayed again.', 'The tr\u200bam was delayed again.']),
    ).toEqual([[0, 1]]);
    // What has no words has nothing that could leak.
    expect(nearDuplicates(['', '', '…', '…'])).toEqual([[0], [1], [2], [3]]);
  });

  it('make sets that are symmetric, and one with themselves', () => {
    const sets = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')).map((list) => new Set(list));
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        expect(jaccard(a, b)).toBe(jaccard(b, a));
        expect(jaccard(a, a)).toBe(a.size === 0 ? 0 : 1);
        const either = new Set([...a, ...b]).size;
        expect(jaccard(a, b)).toBe(either === 0 ? 0 : [...a].filter((one) => b.has(one)).length / either);
      }),
    );
  });
});

/** Documents with labels: each label is in a part of them. */
function labelled(seed: number, count: number): ExchangeDocument[] {
  const random = randomFrom(seed);
  const [span] = tramDocument().annotations;
  return Array.from({ length: count }, (_, index) => ({
    ...tramDocument(),
    id: `d${index}`,
    text: `text ${index}`,
    source: { ...tramDocument().source, publisher: `paper ${Math.floor(random() ** 2 * 40)}` },
    relations: [],
    annotations: ['common', 'half', 'rare', 'rarest'].flatMap((label, level) => {
      const times = random() < ([0.9, 0.5, 0.1, 0.03][level] ?? 0) ? 1 + Math.floor(random() * 4) : 0;
      return span === undefined ? [] : Array.from({ length: times }, () => ({ ...span, label }));
    }),
  }));
}

const options: fc.Arbitrary<SplitOptions> = fc.record({
  ratio: fc.record({ train: fc.nat({ max: 9 }), dev: fc.nat({ max: 9 }), test: fc.nat({ max: 9 }) }),
  seed: fc.integer(),
  groupBy: fc.constantFrom(...SPLIT_GROUPINGS),
});
const sharesOf = ({ train, dev, test }: SplitOptions['ratio']) =>
  train + dev + test === 0 ? [1, 0, 0] : [train, dev, test].map((part) => part / (train + dev + test));

const fewTexts = fc.constantFrom(
  'trams cut noise at night',
  'Trams cut noise, at night.',
  'Li Wei',
  '',
  '🚋',
);
const documentsToSplit = fc.array(
  fc.tuple(exchangeDocument, fc.option(fewTexts), fc.constantFrom('A', 'B ', 'b', null)).map(
    ([document, text, publisher]): ExchangeDocument => ({
      ...document,
      ...(text === null ? {} : { text, annotations: [], relations: [] }),
      source: { ...document.source, publisher, url: null },
    }),
  ),
  { maxLength: 14 },
);

describe('splits', () => {
  it('hold every document once, never part a group, and are the same for the same seed', () => {
    fc.assert(
      fc.property(documentsToSplit, options, (documents, chosen) => {
        const result = splitDocuments(documents, chosen);
        expect(result.splitOf).toHaveLength(documents.length);
        expect(result.splitOf.every((split) => SPLITS.includes(split))).toBe(true);
        expect(splitDocuments(structuredClone(documents), chosen)).toEqual(result);
        for (const split of SPLITS) {
          expect(result.documents[split]).toBe(result.splitOf.filter((one) => one === split).length);
        }
        const members = result.groups.flatMap((group) => group.documents);
        expect(new Set(members).size).toBe(members.length);
        for (const group of result.groups) {
          expect(group.documents.length).toBeGreaterThan(1);
          for (const index of group.documents) expect(result.splitOf[index]).toBe(group.split);
        }
        const together = (of: (document: ExchangeDocument) => string | null) => {
          for (const [a, one] of documents.entries()) {
            for (const [b, other] of documents.entries()) {
              if (of(one) !== null && of(one) === of(other))
                expect(result.splitOf[a]).toBe(result.splitOf[b]);
            }
          }
        };
        const { groupBy } = chosen;
        if (groupBy === 'source' || groupBy === 'both') together(sourceOf);
        if (groupBy === 'near-duplicate' || groupBy === 'both') {
          together(({ text }) => wordsOf(text).join(' ') || null);
        }
        if (groupBy === 'none') expect(result.groups).toEqual([]);
        const annotations = documents.flatMap((document) => document.annotations).length;
        const counted = result.labels.flatMap(({ counts }) => Object.values(counts));
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(annotations);
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it('have the sizes asked for, to the document, where nothing is grouped', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), options, (count, chosen) => {
        const { documents } = splitDocuments(labelled(count, count), { ...chosen, groupBy: 'none' });
        expect(SPLITS.map((split) => documents[split])).toEqual(quotasOf(count, sharesOf(chosen.ratio)));
        for (const [at, share] of sharesOf(chosen.ratio).entries()) {
          expect(Math.abs((documents[SPLITS[at] ?? 'train'] ?? 0) - share * count)).toBeLessThan(1);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('come as near to the sizes asked for as the largest group allows', () => {
    fc.assert(
      fc.property(fc.integer(), options, (seed, chosen) => {
        const documents = labelled(seed, 80);
        const result = splitDocuments(documents, { ...chosen, groupBy: 'source' });
        const largest = Math.max(...result.groups.map((group) => group.documents.length));
        for (const [at, share] of sharesOf(chosen.ratio).entries()) {
          const size = result.documents[SPLITS[at] ?? 'train'];
          expect(size).toBeLessThanOrEqual(share * 80 + largest + 1);
          if (share === 0) expect(size).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have the labels in the ratio asked for far more nearly than drawn splits have', () => {
    const shares: Record<Split, number> = { train: 0.8, dev: 0.1, test: 0.1 };
    const offOf = (documents: readonly ExchangeDocument[], splitOf: readonly Split[]) => {
      let off = 0;
      for (const label of ['common', 'half', 'rare', 'rarest']) {
        const counts = documents.map(
          (document) => document.annotations.filter((one) => one.label === label).length,
        );
        const total = counts.reduce((sum, count) => sum + count, 0);
        for (const split of SPLITS) {
          const own = counts.reduce((sum, count, at) => sum + (splitOf[at] === split ? count : 0), 0);
          off += total === 0 ? 0 : Math.abs(own / total - shares[split]);
        }
      }
      return off;
    };
    let stratified = 0;
    let grouped = 0;
    let drawn = 0;
    for (let seed = 0; seed < 20; seed += 1) {
      const documents = labelled(seed, 200);
      const random = shuffled(
        splitDocuments(documents, { ratio: RATIO, seed, groupBy: 'none' }).splitOf,
        randomFrom(seed),
      );
      drawn += offOf(documents, random);
      stratified += offOf(
        documents,
        splitDocuments(documents, { ratio: RATIO, seed, groupBy: 'none' }).splitOf,
      );
      grouped += offOf(
        documents,
        splitDocuments(documents, { ratio: RATIO, seed, groupBy: 'source' }).splitOf,
      );
    }
    expect(stratified).toBeLessThan(drawn / 3);
    expect(grouped).toBeLessThan(drawn);
  });

  it('differ with the seed, and are made of nothing too', () => {
    const documents = labelled(1, 100);
    const of = (seed: number) => splitDocuments(documents, { ratio: RATIO, seed, groupBy: 'none' }).splitOf;
    expect(of(1)).not.toEqual(of(2));
    expect(splitDocuments([], { ratio: RATIO, seed: 1, groupBy: 'both' }).splitOf).toEqual([]);
    const bad = { train: Number.NaN, dev: -3, test: Number.POSITIVE_INFINITY };
    expect(new Set(splitDocuments(documents, { ratio: bad, seed: 1, groupBy: 'none' }).splitOf)).toEqual(
      new Set(['train']),
    );
  });

  it('keep documents together or alone that are to be so', () => {
    const source = { ...tramDocument().source, publisher: 'The Paper' };
    const like = (text: string) => ({ ...tramDocument(), source, text, annotations: [], relations: [] });
    const story = 'Trams cut noise at night, the council says in a study of the river line.';
    const documents = [
      like(story),
      like(`${story} `),
      like(`${story}!`),
      like('Another one.'),
      like('And one.'),
    ];
    const groupsOf = (more: Partial<SplitOptions>, groupBy: SplitOptions['groupBy'] = 'near-duplicate') =>
      splitDocuments(documents, { ratio: RATIO, seed: 1, groupBy, ...more }).groups.map(
        (group) => group.documents,
      );
    expect(groupsOf({})).toEqual([[0, 1, 2]]);
    expect(groupsOf({ alone: ['d1', 'd9'] })).toEqual([[0, 2]]);
    expect(groupsOf({ alone: ['d0', 'd1'] })).toEqual([]);
    expect(groupsOf({ together: [['d3', 'd4']] })).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    expect(groupsOf({ together: [['d4', 'd1', 'gone']], alone: ['d4'] })).toEqual([[0, 1, 2, 4]]);
    expect(groupsOf({ alone: ['d2'] }, 'source')).toEqual([[0, 1, 3, 4]]);
    expect(groupsOf({ together: [['d0', 'd3']] }, 'none')).toEqual([[0, 3]]);
  });

  it('take the publisher for the source, or else the host', () => {
    const { source } = tramDocument();
    const of = (publisher: string | null, url: string | null) =>
      sourceOf({ source: { ...source, publisher, url } });
    expect(of(' The  Paper', 'https://x.org')).toBe('the paper');
    expect(of('', 'https://me@WWW.Example.org:80/a')).toBe('example.org');
    expect(of(null, 'no address')).toBe(null);
  });
});
