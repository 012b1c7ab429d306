/**
 * `npm run build [-- NAME...] [--force]`: bundles the window and Electron's two scripts into `out/`. What has
 * not changed since the last build is left alone. Each bundle is built beside its place and then moved in, so
 * that an app that starts meanwhile never sees half of one.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.ts';

interface Bundle {
  readonly name: string;
  readonly config: string;
  /** Vite's `--mode`, by which the Electron configuration tells its two bundles apart. */
  readonly mode: string;
  /** Everything that the bundle is made of, as globs from the repository's folder. */
  readonly sources: readonly string[];
}

const common = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'core/**/*.{ts,json}',
  'resources/**/*',
];

const BUNDLES: readonly Bundle[] = [
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

/** SHA-256 over the paths and contents of all sources but tests. */
function fingerprint(bundle: Bundle): string {
  const hash = createHash('sha256');
  const files = globSync([...bundle.sources], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

async function makeBundle(bundle: Bundle): Promise<void> {
  const { build } = await import('vite');
  const place = join(root, 'out', bundle.name);
  const fresh = join(root, 'out', `.${bundle.name}-${process.pid}`);
  try {
    await build({
      configFile: join(root, bundle.config),
      mode: bundle.mode,
      logLevel: 'warn',
      build: { outDir: fresh, emptyOutDir: true },
    });
    rmSync(place, { recursive: true, force: true });
    renameSync(fresh, place);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const { values, positionals } = parseArgs({
  options: { force: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !BUNDLES.some((bundle) => bundle.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no bundle ${unknown.join(', ')}; the bundles are ${BUNDLES.map((b) => b.name).join(', ')}.`,
  );
  process.exit(2);
}

const stamps = join(root, 'out/stamps');
mkdirSync(stamps, { recursive: true });
for (const bundle of BUNDLES) {
  if (positionals.length > 0 && !positionals.includes(bundle.name)) continue;
  const stampFile = join(stamps, bundle.name);
  const stamp = fingerprint(bundle);
  const upToDate =
    existsSync(join(root, 'out', bundle.name)) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp;
  if (upToDate && !values.force) continue;
  const started = performance.now();
  try {
    await makeBundle(bundle);
  } catch (error) {
    console.error(`${bundle.name} could not be built: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
  console.log(`built ${bundle.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
