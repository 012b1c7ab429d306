import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure, type Result, success } from '#model/result.ts';
import { findElectron } from './find-electron.ts';

export interface DownloadOptions {
  /** The folder of the npm package `electron`, with its install.js. */
  readonly electronPackage: string;
  readonly dataFolder: string;
  /** Local date, such as 2026-11-22: a download that failed is not tried again on the same day. */
  readonly today: string;
  /** Tries even so: the user asked for Electron by name. */
  readonly insist: boolean;
  readonly say: (line: string) => void;
  /** Milliseconds without a new byte after which the download is given up. */
  readonly patience?: number;
  readonly lookEvery?: number;
}

/** A sentence's second half: why there is no Electron. */
export type DownloadFailure = string;

const NOTE = 'electron-download.json';
const MEGABYTE = 1_000_000;

/**
 * Downloads the Electron program with the package's own script, in a process of its own and under a watchdog:
 * in a network that lets nothing out, a connection can hang for minutes. Answers the program's path.
 */
export async function downloadElectron(options: DownloadOptions): Promise<Result<string, DownloadFailure>> {
  const note = join(options.dataFolder, NOTE);
  if (!options.insist && failedOn(note) === options.today) {
    return failure('its download failed earlier today and is tried again tomorrow');
  }
  options.say('Downloading Electron, once (about 110 MB) …');
  const problem = await install(options);
  const program = findElectron(options.electronPackage);
  if (problem === null && program !== null) {
    rmSync(note, { force: true });
    return success(program);
  }
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(note, `${JSON.stringify({ failedOn: options.today })}\n`);
  return failure(problem ?? 'its download left no program behind');
}

function failedOn(note: string): string | null {
  try {
    const value: unknown = JSON.parse(readFileSync(note, 'utf8'));
    return typeof value === 'object' &&
      value !== null &&
      'failedOn' in value &&
      typeof value.failedOn === 'string'
      ? value.failedOn
      : null;
  } catch {
    return null;
  }
}

/** Null where the script ended well, else what went wrong. */
async function install(options: DownloadOptions): Promise<DownloadFailure | null> {
  // The script downloads into the folder for temporary files: with one of our own its progress can be seen.
  const folder = mkdtempSync(join(tmpdir(), 'standoff-electron-'));
  try {
    const child = spawn(process.execPath, [join(options.electronPackage, 'install.js')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TMPDIR: folder,
        TMP: folder,
        TEMP: folder,
        ELECTRON_GET_NO_PROGRESS: '1',
        NODE_USE_ENV_PROXY: '1',
      },
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stalled = watch(child, options, () => [folder, join(options.electronPackage, 'dist')]);
    const code = await new Promise<number | null>((resolve) => {
      child.once('error', (error) => {
        output += error.message;
        resolve(-1);
      });
      child.once('close', resolve);
    });
    if (stalled()) return `its download made no progress for ${Math.round(patienceOf(options) / 1000)} s`;
    return code === 0 ? null : reasonIn(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function patienceOf(options: DownloadOptions): number {
  return options.patience ?? 15_000;
}

/** Shows progress and kills the script where none is seen for too long. Answers whether it did. */
function watch(
  child: ChildProcess,
  options: DownloadOptions,
  folders: () => readonly string[],
): () => boolean {
  let stalled = false;
  let bytes = 0;
  let shown = 0;
  let lastChange = performance.now();
  const timer = setInterval(() => {
    const now = folders().reduce((sum, folder) => sum + bytesIn(folder), 0);
    if (now !== bytes) {
      bytes = now;
      lastChange = performance.now();
    }
    if (bytes - shown >= 10 * MEGABYTE) {
      shown = bytes;
      options.say(`  … ${Math.floor(bytes / MEGABYTE)} MB`);
    }
    if (performance.now() - lastChange > patienceOf(options)) {
      stalled = true;
      child.kill('SIGKILL');
    }
  }, options.lookEvery ?? 500);
  child.once('close', () => clearInterval(timer));
  child.once('error', () => clearInterval(timer));
  return () => stalled;
}

function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  } catch {
    // Not there yet, or being moved away at this moment.
    return 0;
  }
}

/** In the script's words only where they help: what a network refuses has many names and one meaning. */
function reasonIn(output: string): string {
  if (/fetch failed|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN/.test(output)) {
    return 'its download server cannot be reached from here';
  }
  const lines = output.split('\n').map((line) => line.trim());
  const error = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.find((line) => line !== '');
  return `its download failed: ${(error ?? 'no reason given').slice(0, 200)}`;
}
