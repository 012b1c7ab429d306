import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

export interface Bundle {
  /** Where the built files are: inside the checkout, so that they find `node_modules`. */
  readonly folder: string;
  remove(): void;
}

/** Bundles Electron's scripts as `npm run build` does, into a folder of the test's own. */
export async function buildBundle(mode: 'main' | 'preload'): Promise<Bundle> {
  mkdirSync(join(root, 'out'), { recursive: true });
  const parent = mkdtempSync(join(root, 'out', `test-${mode}-`));
  const folder = join(parent, 'out', mode);
  await build({
    configFile: join(root, 'vite.electron.config.ts'),
    mode,
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true },
  });
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
