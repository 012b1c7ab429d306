import type { Groups } from './groups.ts';
import { agreement, bandsFor, signatureOf } from './min-hash.ts';
import { jaccard, shinglesOf, wordsOf } from './shingles.ts';

/**
 * Texts that have this much of their shingles in common are the same story: one of ten words changed, or a text cut by half.
 * Of two texts about the same event that were written apart, a few hundredths are the same.
 */
export const NEAR_DUPLICATE = 0.5;

/** Signatures that agree so much less than is asked for are not looked at: far below what chance makes of it. */
const HOPELESS = 0.2;

/** How many sets of shingles are kept at a time; they are large. */
const KEPT_SETS = 256;

/** Texts to compare, by index. None of them need be in memory. */
export interface ComparedTexts {
  readonly count: number;
  /** Of the shingles of the text; `null` where it has no words, or is not to be compared. */
  signature(index: number): Uint32Array | null;
  /** What two texts have in common: the Jaccard index of their shingles. */
  common(a: number, b: number): number;
}

/**
 * Joins the texts that are near-duplicates, directly or by way of others. Candidates share a band of their MinHash
 * signatures; each is then checked exactly, so that nothing is joined that has less than `similarity` in common.
 * Stops for a moment after each piece of work, so that the caller can let others go first or give up.
 */
export function* joinNearDuplicates(
  texts: ComparedTexts,
  groups: Groups,
  similarity: number = NEAR_DUPLICATE,
): Generator<void, void, void> {
  const signed: Signed[] = [];
  const firstWith = new Map<string, number>();
  for (let index = 0; index < texts.count; index += 1) {
    const signature = texts.signature(index);
    yield;
    if (signature === null) continue;
    const key = signature.join();
    const first = firstWith.get(key);
    if (first === undefined) firstWith.set(key, index);
    else if (texts.common(first, index) === 1) {
      // What is like one of two texts with the same words is like the other.
      groups.join(first, index);
      continue;
    }
    signed.push({ index, signature });
  }
  const refused = new Set<number>();
  const { bands, rows } = bandsFor(similarity);
  for (let band = 0; band < bands; band += 1) {
    for (const bucket of bucketsOf(signed, band * rows, rows)) {
      yield;
      for (const [a, b] of pairsOf(bucket, groups)) {
        const pair = a.index * texts.count + b.index;
        if (refused.has(pair)) continue;
        if (agreement(a.signature, b.signature) < similarity - HOPELESS) continue;
        if (texts.common(a.index, b.index) >= similarity) groups.join(a.index, b.index);
        else refused.add(pair);
        yield;
      }
    }
  }
}

/** The signature of a text; `null` where it has no words. */
export function textSignature(text: string): Uint32Array | null {
  const words = wordsOf(text);
  return words.length === 0 ? null : signatureOf(shinglesOf(words));
}

/** Compares texts that are asked for by index, and keeps the shingles of some. */
export function createTextComparison(textAt: (index: number) => string): (a: number, b: number) => number {
  const kept = new Map<number, ReadonlySet<string>>();
  const shinglesAt = (index: number): ReadonlySet<string> => {
    const known = kept.get(index);
    if (known !== undefined) return known;
    if (kept.size >= KEPT_SETS) kept.clear();
    const shingles = shinglesOf(wordsOf(textAt(index)));
    kept.set(index, shingles);
    return shingles;
  };
  return (a, b) => jaccard(shinglesAt(a), shinglesAt(b));
}

interface Signed {
  readonly index: number;
  readonly signature: Uint32Array;
}

/** The texts whose signatures agree in a band, where there is more than one. */
function bucketsOf(signed: readonly Signed[], from: number, rows: number): Signed[][] {
  const buckets = new Map<string, Signed[]>();
  for (const one of signed) {
    const key = one.signature.subarray(from, from + rows).join();
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [one]);
    else bucket.push(one);
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1);
}

/** The pairs that are not joined yet. */
function* pairsOf(bucket: readonly Signed[], groups: Groups): Iterable<readonly [Signed, Signed]> {
  const roots = new Set(bucket.map(({ index }) => groups.rootOf(index)));
  if (roots.size === 1) return;
  for (let first = 0; first < bucket.length; first += 1) {
    for (let second = first + 1; second < bucket.length; second += 1) {
      const [a, b] = [bucket[first], bucket[second]];
      if (a === undefined || b === undefined) continue;
      if (groups.rootOf(a.index) !== groups.rootOf(b.index)) yield [a, b];
    }
  }
}
