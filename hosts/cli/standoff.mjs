#!/usr/bin/env node
// Starts the command line on Node 24, which runs TypeScript and the database driver: this Node where it is new
// enough, otherwise the one that `npm ci` has put into the checkout.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts');

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('./main.ts');
} else {
  const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
  const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const { status, error } = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (error) console.error(`Node 24 could not be started (${error.message}). Run "npm ci" in the checkout.`);
  process.exitCode = status ?? 1;
}
