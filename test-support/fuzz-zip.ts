import { readZip } from '../core/backend/archive/read-zip.ts';
import { DEFAULT_ZIP_LIMITS } from '../core/backend/archive/zip-limits.ts';
import { fuzzCorpus } from './fuzz-corpus.ts';
import { makeZip } from './make-zip.ts';
import { createDice, mutateBinary } from './mutate-bytes.ts';

export interface ZipFuzzReport {
  /** Archives that were read although something in them was changed, and those that were refused. */
  readonly read: number;
  readonly refused: number;
  /** One line each, with the number of the case. At most 50. */
  readonly failures: readonly string[];
}

const LIMITS = { ...DEFAULT_ZIP_LIMITS, totalBytes: 4 * 1024 * 1024, entries: 200 };

/** The limit of one archive, in milliseconds. */
const SLOWEST = 2_000;

/**
 * Changes archives at random, mostly in their lists, and reads them: nothing may throw or take long, no name may lead
 * out of the archive, and nothing may be larger than the limits.
 */
export async function fuzzZip(options: {
  readonly seed: number;
  readonly cases: number;
}): Promise<ZipFuzzReport> {
  const seeds = fuzzCorpus().filter((_, index) => index % 9 === 0);
  const archives = await Promise.all(
    seeds.map(({ files }) => makeZip(new Map(files.map(({ name, bytes }) => [name, bytes])))),
  );
  const failures: string[] = [];
  let read = 0;
  let refused = 0;
  for (let at = 0; at < options.cases; at += 1) {
    const dice = createDice(options.seed + at * 7919);
    const archive = dice.pick(archives);
    // The list at the end says what is in it; the packed bytes are most of it and all alike.
    const from = dice.roll(3) === 0 ? 0 : Math.max(0, archive.lastIndexOf(0x01) - dice.roll(400));
    const changed = Buffer.concat([
      archive.subarray(0, from),
      mutateBinary(archive.subarray(from), dice.pick(archives), dice),
    ]);
    const before = performance.now();
    const faults: string[] = [];
    try {
      const result = await readZip(changed, LIMITS);
      if (!result.ok) {
        refused += 1;
        if (!/^\S.*[.]$/s.test(result.error)) faults.push(`said “${result.error}”`);
      } else {
        read += 1;
        const total = result.value.reduce((sum, { bytes }) => sum + bytes.length, 0);
        if (total > LIMITS.totalBytes || result.value.length > LIMITS.entries) faults.push('is too large');
        if (result.value.some(({ name }) => /(^|\/)\.\.?(\/|$)|^\/|^[A-Za-z]:|\\|^$/.test(name))) {
          faults.push('has a name that is not safe');
        }
        if (new Set(result.value.map(({ name }) => name)).size < result.value.length) {
          faults.push('has a name twice');
        }
      }
    } catch (error) {
      faults.push(`threw ${error instanceof Error ? error.stack : String(error)}`);
    }
    if (performance.now() - before > SLOWEST) faults.push('took too long');
    if (failures.length < 50) failures.push(...faults.map((fault) => `case ${at}: ${fault}`));
  }
  return { read, refused, failures };
}
