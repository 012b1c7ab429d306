import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.ts';
import { runCommand } from './run-command.ts';

/** Readers of npm, exact versions. They are large and serve this check alone, so the project does not depend on them. */
const PACKAGES = { '@duckdb/node-api': '1.5.6-r.1', jsonld: '9.0.0' } as const;

const home = join(root, 'out/oracles');

/** Installs the packages below `out/` where they are not there already; answers why that cannot be, or `null`. */
export function installPackages(): string | null {
  const missing = Object.entries(PACKAGES).filter(([name, version]) => installed(name) !== version);
  if (missing.length === 0) return null;
  const names = missing.map(([name, version]) => `${name}@${version}`);
  console.log(`Installing by npm: ${names.join(', ')}`);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const { ok, said } = runCommand('npm', ['install', '--no-audit', '--no-fund', '--prefix', home, ...names]);
  return ok ? null : `npm install failed: ${said.slice(-300)}`;
}

function installed(name: string): string | null {
  const file = join(home, 'node_modules', name, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : null;
}

/** A package that was installed; the caller says what of it is used. */
export async function loadPackage<Module>(name: keyof typeof PACKAGES): Promise<Module> {
  const file = createRequire(join(home, 'package.json')).resolve(name);
  return (await import(pathToFileURL(file).href)) as Module;
}
