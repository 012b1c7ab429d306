import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { kill, pid } from 'node:process';

/** A folder for files that are not needed longer than a piece of work takes. Only the user may look into it. */
export interface TemporaryFolder {
  /** The path of a file that is not there yet. The folder is made at the first call. */
  freshPath(): string;
  /** Removes it with all that is in it; nothing may be open. */
  remove(): void;
}

const NAME = 'temporary';
let count = 0;

/** Below the app's own folder and not the system's: what lies in it are the user's texts. */
export function createTemporaryFolder(dataFolder: string): TemporaryFolder {
  count += 1;
  const folder = join(dataFolder, NAME, `${pid}-${count}`);
  let files = 0;
  let isMade = false;
  return {
    freshPath() {
      if (!isMade) mkdirSync(folder, { recursive: true, mode: 0o700 });
      isMade = true;
      files += 1;
      return join(folder, String(files));
    },
    remove() {
      // Deleting is no reason to fail: what is left is removed at the next start.
      if (isMade) tryToRemove(folder);
      isMade = false;
    },
  };
}

/** Removes what processes that ended without doing so have left. Others of ours may be at work. */
export function removeLeftovers(dataFolder: string): void {
  let names: string[];
  try {
    names = readdirSync(join(dataFolder, NAME));
  } catch {
    return;
  }
  for (const name of names) {
    const owner = Number(/^(\d+)-\d+$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isSafeInteger(owner) && owner !== pid && !isAlive(owner)) {
      tryToRemove(join(dataFolder, NAME, name));
    }
  }
}

function tryToRemove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    console.error(`${folder} could not be removed:`, error);
  }
}

function isAlive(processId: number): boolean {
  try {
    // Sends nothing; asks whether there is one to send to.
    kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
