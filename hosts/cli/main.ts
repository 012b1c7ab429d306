/** The command line: the app without a window. `npx standoff --help` lists the commands. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createOutput } from './output.ts';
import { runCommandLine } from './run.ts';

// `npm run standoff` starts scripts in the checkout and says where the user was.
const byNpmRun = process.env.npm_lifecycle_event === 'standoff';
const workingFolder = (byNpmRun ? process.env.INIT_CWD : undefined) ?? process.cwd();
const packageJson: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

// A reader such as `head` may close the pipe early: what it does not want is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  output: createOutput(process),
  resolve: (path) => resolve(workingFolder, path),
  appVersion: versionOf(packageJson),
});

function versionOf(json: unknown): string {
  return typeof json === 'object' && json !== null && 'version' in json ? String(json.version) : 'unknown';
}
