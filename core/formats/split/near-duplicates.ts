import type { Groups } from './groups.ts';
import { agreement, BAND_ROWS, BANDS, signatureOf } from './min-hash.ts';
import { jaccard, shinglesOf, wordsOf } from './shingles.ts';

/** Texts that have this much of their shingles in common are the same story. */
export const NEAR_DUPLICATE = 0.8;

/** Signatures that agree less are not looked at: far below what chance makes of `NEAR_DUPLICATE`. */
const HOPELESS = NEAR_DUPLICATE - 0.2;

/** How many sets of shingles are kept at a time; they are large. */
const KEPT_SETS = 256;

/**
 * Joins the texts that are near-duplicates, directly or by way of others. Candidates share a band of their MinHash
 * signatures; each is then checked exactly, so that nothing is joined that has less than `NEAR_DUPLICATE` in common.
 */
export function joinNearDuplicates(texts: readonly string[], groups: Groups): void {
  const signatures = new Map<number, Uint32Array>();
  const firstWith = new Map<string, number>();
  for (const [index, text] of texts.entries()) {
    const words = wordsOf(text);
    if (words.length === 0) continue;
    const said = words.join(' ');
    const first = firstWith.get(said);
    if (first !== undefined) groups.join(first, index);
    else {
      firstWith.set(said, index);
      signatures.set(index, signatureOf(shinglesOf(words)));
    }
  }
  const shinglesAt = shingleCache(texts);
  const refused = new Set<number>();
  for (let band = 0; band < BANDS; band += 1) {
    for (const bucket of bucketsOf(signatures, band)) {
      for (const [a, b] of pairsOf(bucket)) {
        const pair = a.index * texts.length + b.index;
        if (groups.rootOf(a.index) === groups.rootOf(b.index) || refused.has(pair)) continue;
        if (agreement(a.signature, b.signature) < HOPELESS) continue;
        const common = jaccard(shinglesAt(a.index), shinglesAt(b.index));
        if (common >= NEAR_DUPLICATE) groups.join(a.index, b.index);
        else refused.add(pair);
      }
    }
  }
}

interface Signed {
  readonly index: number;
  readonly signature: Uint32Array;
}

/** The texts whose signatures agree in a band, where there is more than one. */
function bucketsOf(signatures: ReadonlyMap<number, Uint32Array>, band: number): Signed[][] {
  const buckets = new Map<string, Signed[]>();
  for (const [index, signature] of signatures) {
    const key = signature.subarray(band * BAND_ROWS, (band + 1) * BAND_ROWS).join();
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [{ index, signature }]);
    else bucket.push({ index, signature });
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1);
}

function* pairsOf(bucket: readonly Signed[]): Iterable<readonly [Signed, Signed]> {
  for (let first = 0; first < bucket.length; first += 1) {
    for (let second = first + 1; second < bucket.length; second += 1) {
      const [a, b] = [bucket[first], bucket[second]];
      if (a !== undefined && b !== undefined) yield [a, b];
    }
  }
}

function shingleCache(texts: readonly string[]): (index: number) => ReadonlySet<string> {
  const kept = new Map<number, ReadonlySet<string>>();
  return (index) => {
    const known = kept.get(index);
    if (known !== undefined) return known;
    if (kept.size >= KEPT_SETS) kept.clear();
    const shingles = shinglesOf(wordsOf(texts[index] ?? ''));
    kept.set(index, shingles);
    return shingles;
  };
}
