import { expect, test } from 'vitest';
import { fuzzFormats } from '../../test-support/fuzz-formats.ts';

// The short form of fuzz.fault.ts: always the same cases, so that it is red for a reason.
test('no reader of a format throws, hangs or misquotes on files changed at random', async () => {
  const report = await fuzzFormats({ seed: 20_260_101, cases: 2_000 });
  expect(report.failures).toEqual([]);
  // Else the files are too broken to say anything.
  expect(report.read).toBeGreaterThan(500);
  expect(report.refused).toBeGreaterThan(500);
  // An export of no documents may be read as such; an import says that there is nothing in it.
  expect(report.silent).toBeLessThan(100);
  expect(report.spans).toBeGreaterThan(2_000);
});
