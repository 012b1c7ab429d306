import { expect, test } from 'vitest';
import { fuzzImports } from '../../../test-support/fuzz-imports.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';

/** Imports of files changed at random. STANDOFF_SEED repeats a run, STANDOFF_CASES says how many. */
test('imports, long form: whole or not at all, with a message, and one undo takes each back', async () => {
  const seed = Number(process.env.STANDOFF_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const cases = Number(process.env.STANDOFF_CASES ?? 500);
  console.log(`fuzzing imports: seed ${seed}, ${cases} cases (STANDOFF_SEED=${seed} repeats them)`);
  const backend = await openTestBackend();
  try {
    const { imported, refused, failures } = await fuzzImports(backend, { seed, cases });
    console.log(`${imported} went in, ${refused} were refused`);
    expect(failures).toEqual([]);
  } finally {
    await backend.close();
  }
});
