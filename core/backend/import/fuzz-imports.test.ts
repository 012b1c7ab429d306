import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzImports } from '../../../test-support/fuzz-imports.ts';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await openTestBackend();
});
afterAll(() => backend.close());

/** The short form of `fuzz-imports.fault.ts`. */
test('imports of files changed at random: whole or not at all, with a message, and one undo takes each back', async () => {
  const { imported, refused, failures } = await fuzzImports(backend, { seed: 20_261_128, cases: 16 });
  expect(failures).toEqual([]);
  expect(imported).toBeGreaterThan(2);
  expect(refused).toBeGreaterThan(2);
}, 120_000);
