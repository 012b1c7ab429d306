import { configDefaults, defineConfig } from 'vitest/config';
import { vitestTally } from './tools/vitest-tally.ts';

/** Where `npm test` wants the counts of this run; unset in a run by hand. */
const tally = process.env.STANDOFF_TALLY;

/** Unit tests: every `*.test.ts` beside its code. The long durability runs (`*.fault.ts`) have a config of their own. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'out/**', 'demo-output/**'],
    // Processes, not threads: the tests open real SQLite files and start worker threads of their own.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    env: { TZ: 'UTC' },
    ...(tally === undefined ? {} : { reporters: ['default', vitestTally(tally)] }),
  },
});
