import { join } from 'node:path';
import { build } from 'vite';

const repository = join(import.meta.dirname, '../..');
export const HARNESS = join(repository, 'out/editor-harness');

/** Bundles the harness page as the app is bundled. */
export async function buildHarness(): Promise<void> {
  await build({
    configFile: join(repository, 'vite.config.ts'),
    root: join(repository, 'renderer/editor/harness'),
    logLevel: 'warn',
    build: { outDir: HARNESS, emptyOutDir: true },
  });
}
