import { expect, test } from 'vitest';
import { fuzzFormats } from '../../test-support/fuzz-formats.ts';

/**
 * Files of every format, changed at random. STANDOFF_SEED repeats a run, STANDOFF_CASES says how many,
 * STANDOFF_CASE is the number of the one to run alone.
 */
test('readers of formats, long form: no throw, no hang, no wrong quote', async () => {
  const seed = Number(process.env.STANDOFF_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const cases = Number(process.env.STANDOFF_CASES ?? 100_000);
  const only = process.env.STANDOFF_CASE;
  console.log(`fuzzing formats: seed ${seed}, ${cases} cases (STANDOFF_SEED=${seed} repeats them)`);
  const report = await fuzzFormats({
    seed,
    cases,
    ...(only === undefined ? {} : { only: Number(only) }),
    progress: (done) => console.log(`${done} of ${cases}`),
  });
  const { milliseconds, name } = report.slowest;
  console.log(
    `${report.read} gave documents with ${report.spans} spans, ${report.refused} were refused with a message, ` +
      `${report.silent} had nothing in them; ` +
      `the slowest took ${Math.round(milliseconds)} ms (${name})`,
  );
  expect(report.silent).toBeLessThan(cases / 20);
  expect(report.failures).toEqual([]);
});
