import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { syncFolder } from '../atomic-write.ts';
import { JobFailure } from '../job-failure.ts';
import { MANIFEST_NAME, readManifest } from './manifest.ts';

export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A folder that appears under its name only when it is whole and on disk. */
export interface AtomicFolder {
  /** Below the folder, parted by `/`. Synced when it returns. */
  write(path: string, content: string | Uint8Array): WrittenFile;
  /** Where the files are until `commit`. */
  readonly temporaryPath: string;
  /** Takes the place of an earlier export of that name. */
  commit(): void;
  /** Removes what was written. Does nothing after `commit`. */
  discard(): void;
}

/** Throws `JobFailure` where the name is taken by something that is not an earlier export of ours. */
export function openAtomicFolder(path: string): AtomicFolder {
  assertReplaceable(path);
  const besides = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  const temporaryPath = `${besides}.tmp`;
  mkdirSync(temporaryPath);
  const folders = new Set([temporaryPath]);
  let done = false;
  return {
    temporaryPath,
    write(name, content) {
      const full = join(temporaryPath, ...segmentsOf(name));
      mkdirSync(dirname(full), { recursive: true });
      for (let folder = dirname(full); folder.length > temporaryPath.length; folder = dirname(folder)) {
        folders.add(folder);
      }
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      const handle = openSync(full, 'wx');
      try {
        writeFileSync(handle, bytes);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      return { path: name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    commit() {
      for (const folder of folders) syncFolder(folder);
      // Looked at again: files may have come in while the export ran.
      assertReplaceable(path);
      const old = `${besides}.old.tmp`;
      const replaces = isThere(path);
      if (replaces) renameSync(path, old);
      try {
        renameSync(temporaryPath, path);
      } catch (error) {
        if (replaces) renameSync(old, path);
        throw error;
      }
      done = true;
      syncFolder(dirname(path));
      if (replaces) rmSync(old, { recursive: true, force: true });
    },
    discard() {
      if (!done) rmSync(temporaryPath, { recursive: true, force: true });
      done = true;
    },
  };
}

/** The parts of a path of an export. Throws where it would lead out of its folder. */
function segmentsOf(path: string): string[] {
  const segments = path.split('/');
  const bad = (segment: string) =>
    segment === '' || segment === '.' || segment === '..' || segment.includes('\\') || segment.includes('\0');
  if (segments.some(bad)) throw new Error(`“${path}” is not a path for a file of an export.`);
  return segments;
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function assertReplaceable(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  const name = basename(path);
  if (!stats.isDirectory()) {
    throw new JobFailure(`“${name}” is a file, and this format writes a folder. Choose another name.`);
  }
  const files = filesBelow(path);
  if (files.length === 0) return;
  const listed = manifestPaths(path);
  const ours = new Set(listed === null ? [] : [MANIFEST_NAME, ...listed]);
  const foreign = files.find((file) => !ours.has(file));
  if (foreign !== undefined) {
    throw new JobFailure(
      `The folder “${name}” holds “${foreign}”, which is not of an earlier export. Choose another name or empty the folder.`,
    );
  }
}

function manifestPaths(folder: string): readonly string[] | null {
  try {
    return readManifest(readFileSync(join(folder, MANIFEST_NAME), 'utf8'))?.paths ?? null;
  } catch {
    return null;
  }
}

/** Paths below a folder, parted by `/`; what is neither a file nor a folder counts as a file. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
    .sort();
}
