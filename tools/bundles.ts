import { join } from 'node:path';
import type { Rolldown } from 'vite';
import { root } from './paths.ts';

export interface Bundle {
  readonly name: 'renderer' | 'main' | 'preload';
  readonly config: string;
  /** Vite's `--mode`, by which the Electron configuration tells its two bundles apart. */
  readonly mode: string;
  /** Everything that the bundle is made of, as globs from the repository's folder. */
  readonly sources: readonly string[];
}

const common = ['package.json', 'package-lock.json', 'core/**/*.{ts,json}', 'resources/**/*'];

/** What `npm run build` makes: the window, Electron's main process with the backend's threads, Electron's preload script. */
export const BUNDLES: readonly Bundle[] = [
  {
    name: 'renderer',
    config: 'vite.config.ts',
    mode: 'production',
    sources: [...common, 'vite.config.ts', 'renderer/**/*'],
  },
  {
    name: 'main',
    config: 'vite.electron.config.ts',
    mode: 'main',
    sources: [...common, 'vite.electron.config.ts', 'electron/**/*.ts'],
  },
  {
    name: 'preload',
    config: 'vite.electron.config.ts',
    mode: 'preload',
    sources: [...common, 'vite.electron.config.ts', 'electron/**/*.ts'],
  },
];

export function isBundleName(name: string): name is Bundle['name'] {
  return BUNDLES.some((bundle) => bundle.name === name);
}

/** Vite, for a production build whatever the caller's environment says: Vitest sets it to `test`. */
async function productionBuild() {
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  return build;
}

/** Builds a bundle into a folder. */
export async function writeBundle(bundle: Bundle, folder: string): Promise<void> {
  const build = await productionBuild();
  await build({
    configFile: join(root, bundle.config),
    mode: bundle.mode,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  });
}

/** Builds a bundle and keeps it in memory, for those that look at what is in it. */
export async function bundleInMemory(
  name: Bundle['name'],
): Promise<readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]> {
  const build = await productionBuild();
  const bundle = BUNDLES.find((candidate) => candidate.name === name);
  if (bundle === undefined) throw new Error(`There is no bundle ${name}.`);
  const result = await build({
    configFile: join(root, bundle.config),
    mode: bundle.mode,
    logLevel: 'error',
    build: { write: false },
  });
  if (!('output' in result)) throw new Error('one build, one output');
  return result.output;
}
