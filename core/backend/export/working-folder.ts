import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ProjectLock, takeProjectLock } from '../storage/project-lock.ts';

/** A hidden folder beside the place of an export, in which it is written. */
export interface WorkingFolder {
  readonly path: string;
  /** Removes it with all that is in it. */
  remove(): Promise<void>;
}

/** What stands in it, `old` being the earlier export while the new one takes its place. */
export const PARTS = {
  content: 'content',
  parts: 'parts',
  archive: 'archive',
  scratch: 'scratch',
  manifest: 'manifest',
  old: 'old',
} as const;

const LOCK = 'export';
const LOCK_FILES = [`${LOCK}.lock`, `${LOCK}.lock-journal`];
const ATTEMPTS = 5;

/** It is locked while it is in use, so that `removeLeftovers` of another process leaves it. */
export function makeWorkingFolder(place: string): WorkingFolder {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const path = join(dirname(place), `${prefixOf(place)}${randomBytes(6).toString('hex')}.tmp`);
    mkdirSync(path);
    let lock: ProjectLock | null;
    try {
      lock = takeProjectLock(join(path, LOCK));
    } catch {
      // Where a disk knows no locks an export is written all the same. Without the file nobody takes the folder for a leftover.
      for (const name of LOCK_FILES) rmSync(join(path, name), { force: true });
      mkdirSync(path, { recursive: true });
      return { path, remove: () => removeFolder(path, null) };
    }
    if (lock !== null) return { path, remove: () => removeFolder(path, lock) };
    // Another process cleared away just then, and took the folder for a leftover before it was locked.
  }
  throw new Error('The folder in which an export is written was taken away each time.');
}

/**
 * Removes working folders of exports to the same place whose process ended before it could. Only what `makeWorkingFolder` made
 * and nobody has locked: the system frees a lock when its process ends, however it ends. An earlier export that had made room
 * for a new one that never came gets its name back. What cannot be removed stays.
 */
export async function removeLeftovers(place: string): Promise<void> {
  const folder = dirname(place);
  const prefix = prefixOf(place);
  for (const name of await namesIn(folder)) {
    const isOurs = name.startsWith(prefix) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(prefix.length));
    if (isOurs) await removeLeftover(join(folder, name), place);
  }
}

async function removeLeftover(path: string, place: string): Promise<void> {
  const names = await namesIn(path);
  const known = new Set<string>([...Object.values(PARTS), ...LOCK_FILES]);
  if (!names.includes(`${LOCK}.lock`) || !names.every((name) => known.has(name))) return;
  try {
    const lock = takeProjectLock(join(path, LOCK));
    if (lock === null) return;
    if (names.includes(PARTS.old) && !isThere(place)) renameSync(join(path, PARTS.old), place);
    await removeFolder(path, lock);
  } catch (error) {
    console.error(`${path} could not be removed:`, error);
  }
}

/** The lock goes last: a folder that is removed in part is removed whole another time. */
async function removeFolder(path: string, lock: ProjectLock | null): Promise<void> {
  for (const name of await namesIn(path)) {
    // Of many files this takes a while, and others are answered meanwhile.
    if (!LOCK_FILES.includes(name)) await rm(join(path, name), { recursive: true, force: true });
  }
  lock?.release();
  await rm(path, { recursive: true, force: true });
}

function prefixOf(place: string): string {
  return `.${basename(place)}.`;
}

/** None where it is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return lstatSync(folder).isDirectory() ? await readdir(folder) : [];
  } catch {
    return [];
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
