import { defineConfig } from 'vitest/config';

/** The long durability runs: `npm run test:faults`. A seed is printed; STANDOFF_SEED repeats a run. */
export default defineConfig({
  test: {
    include: ['core/backend/faults/**/*.fault.ts', 'core/formats/*.fault.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 30 * 60_000,
    env: { TZ: 'UTC' },
  },
});
