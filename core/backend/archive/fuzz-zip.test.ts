import { expect, test } from 'vitest';
import { fuzzZip } from '../../../test-support/fuzz-zip.ts';

// The short form of fuzz-zip.fault.ts: always the same cases, so that it is red for a reason.
test('archives changed at random are read within limits, or refused with a sentence', async () => {
  const report = await fuzzZip({ seed: 20_260_101, cases: 1_500 });
  expect(report.failures).toEqual([]);
  // Else they are too broken, or too whole, to say anything.
  expect(report.read).toBeGreaterThan(100);
  expect(report.refused).toBeGreaterThan(500);
}, 60_000);
