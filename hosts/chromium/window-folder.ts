import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const WINDOWS = 'windows';

/**
 * A folder of its own for the browser's profile of this process: two windows on one data folder never share a
 * profile, which Chromium would answer by opening the second window in the first process. Nothing of the
 * user's is in it; what an earlier process left behind because it was killed is removed.
 */
export function makeWindowFolder(dataFolder: string): string {
  const windows = join(dataFolder, WINDOWS);
  mkdirSync(windows, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(windows)) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isInteger(pid) && !isRunning(pid)) removeWindowFolder(join(windows, name));
  }
  return mkdtempSync(join(windows, `${process.pid}-`));
}

/** The browser's last processes may still write there for a moment. */
export function removeWindowFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  } catch {
    // The next start tries again.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
