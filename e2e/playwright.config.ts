import { defineConfig } from '@playwright/test';
import type { Shell } from './running-app.ts';

/** The same specs in every shell. One at a time: each is a whole app, and they share the screen. */
export default defineConfig<{ shell: Shell }>({
  testDir: '.',
  testMatch: ['specs/**/*.spec.ts', 'regression/**/*.spec.ts'],
  outputDir: '../test-results',
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  reporter: 'list',
  projects: [
    { name: 'chromium', use: { shell: 'chromium' } },
    { name: 'electron', use: { shell: 'electron' } },
  ],
});
