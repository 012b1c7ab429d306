import { expect, test } from 'vitest';
import { fuzzZip } from '../../../test-support/fuzz-zip.ts';

/** Archives changed at random. STANDOFF_SEED repeats a run, STANDOFF_CASES says how many. */
test('archives, long form: no throw, no hang, no unsafe name, nothing over the limits', async () => {
  const seed = Number(process.env.STANDOFF_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const cases = Number(process.env.STANDOFF_CASES ?? 50_000);
  console.log(`fuzzing archives: seed ${seed}, ${cases} cases (STANDOFF_SEED=${seed} repeats them)`);
  const report = await fuzzZip({ seed, cases });
  console.log(`${report.read} were read, ${report.refused} refused`);
  expect(report.failures).toEqual([]);
});
