/**
 * `npm run build [-- NAME...] [--force]`: bundles the window and Electron's scripts into `out/`. What has not
 * changed since the last build is left alone. Each bundle is built beside its place and then moved in, so
 * that an app that starts meanwhile never sees half of one.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BUNDLES, type Bundle, isBundleName, writeBundle } from './bundles.ts';
import { root } from './paths.ts';

/** SHA-256 over the paths and contents of all sources but tests. */
function fingerprint(bundle: Bundle): string {
  const hash = createHash('sha256');
  const files = globSync([...bundle.sources], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

async function makeBundle(bundle: Bundle): Promise<void> {
  const place = join(root, 'out', bundle.name);
  const fresh = join(root, 'out', `.${bundle.name}-${process.pid}`);
  try {
    await writeBundle(bundle, fresh);
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
const unknown = positionals.filter((name) => !isBundleName(name));
if (unknown.length > 0) {
  const names = BUNDLES.map((bundle) => bundle.name).join(', ');
  console.error(`There is no bundle ${unknown.join(', ')}; the bundles are ${names}.`);
  process.exit(2);
}

const stamps = join(root, 'out/stamps');
mkdirSync(stamps, { recursive: true });
for (const bundle of BUNDLES) {
  if (positionals.length > 0 && !positionals.includes(bundle.name)) continue;
  const stampFile = join(stamps, bundle.name);
  const stamp = fingerprint(bundle);
  const built = existsSync(join(root, 'out', bundle.name)) && existsSync(stampFile);
  if (built && readFileSync(stampFile, 'utf8') === stamp && !values.force) continue;
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
