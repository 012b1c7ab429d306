import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { writeZip } from '../archive/write-zip.ts';
import { syncFolder, writeFileAtomically } from '../atomic-write.ts';
import { JobFailure } from '../job-failure.ts';
import type { FileWork, WrittenFile } from './appended-files.ts';
import { openAppendedFiles } from './appended-files.ts';
import { MANIFEST_NAME, manifestNameOf, readManifest } from './manifest.ts';
import type { PackedFiles } from './packed-files.ts';
import { makeWorkingFolder, PARTS } from './working-folder.ts';

/**
 * Where an export is written: beside its place, which it takes only when it is whole and on the disk. A folder takes the
 * place of an earlier export of that name, a file or an archive that of any file.
 */
export interface ExportPlace {
  /** As `AppendedFiles.append`. */
  append(
    path: string,
    content: string | Uint8Array,
    part?: number,
  ): { readonly start: number; readonly end: number };
  /**
   * All that was written is on the disk. Answers the files as they will stand there, one in the case of a file or an archive;
   * `null` where the user has cancelled.
   */
  settle(work: FileWork): Promise<readonly WrittenFile[] | null>;
  /** Of what was settled: bytes of a part of a file, `end` not included. */
  read(path: string, part: number, start: number, end: number): Promise<Uint8Array>;
  /** Where a settled file stands until it takes its place. */
  pathOf(path: string): string;
  /** The SHA-256 of a settled file as the disk has it. */
  hashOf(path: string): Promise<string>;
  /** Of what was settled; `null` where the export is no archive. */
  readonly archive: PackedFiles | null;
  /** A file for what is not part of the export. It goes with everything else. */
  readonly scratch: string;
  /** Takes the place, with the manifest, which is given in pieces. */
  commit(manifest: Iterable<string>): Promise<void>;
  /** Removes what was written. Does nothing after `commit`. */
  discard(): Promise<void>;
}

export type PlaceKind = 'folder' | 'file' | 'archive';

/** Throws `JobFailure` where the name is taken by something that an export does not replace. */
export function openExportPlace(path: string, kind: PlaceKind): ExportPlace {
  if (kind === 'folder') assertReplaceable(path);
  const working = makeWorkingFolder(path);
  const inside = (name: keyof typeof PARTS) => join(working.path, PARTS[name]);
  const [content, parts, zip] = [inside('content'), inside('parts'), inside('archive')];
  mkdirSync(content);
  mkdirSync(parts);
  const files = openAppendedFiles(content, parts);
  const fullOf = (name: string) => join(content, ...name.split('/'));
  let state: 'open' | 'done' = 'open';

  /** The one file of an export that is a file. */
  let only = '';
  let packed: readonly WrittenFile[] = [];
  async function settledFile(settled: readonly WrittenFile[], work: FileWork): Promise<WrittenFile[] | null> {
    if (kind === 'archive') {
      packed = settled;
      const pieces = writeZip(settled.map((file) => ({ path: file.path, onDisk: fullOf(file.path) })));
      const written = await writeArchive(zip, pieces, work);
      return written === null ? null : [{ path: basename(path), ...written }];
    }
    const [file, ...more] = settled;
    if (file === undefined || more.length > 0) {
      throw new Error(`The format is one file and wrote ${settled.length}.`);
    }
    only = file.path;
    return [{ ...file, path: basename(path) }];
  }

  const settledPath = (name: string): string => {
    if (kind === 'archive') return zip;
    return fullOf(kind === 'folder' ? name : only);
  };

  async function remove(): Promise<void> {
    state = 'done';
    files.close();
    await working.remove();
  }

  async function commitFolder(manifest: Iterable<string>): Promise<void> {
    for (const piece of manifest) files.append(MANIFEST_NAME, piece);
    await files.settle({ pace: async () => {}, cancelled: () => false });
    for (const folder of files.folders()) syncFolder(folder);
    // Looked at again: files may have come in while the export ran.
    assertReplaceable(path);
    const old = inside('old');
    const replaces = isThere(path);
    if (replaces) renameSync(path, old);
    try {
      renameSync(content, path);
    } catch (error) {
      if (replaces) renameSync(old, path);
      throw error;
    }
    syncFolder(dirname(path));
  }

  function commitFile(manifest: Iterable<string>): void {
    renameSync(kind === 'archive' ? zip : fullOf(only), path);
    syncFolder(dirname(path));
    writeFileAtomically(join(path, '..', manifestNameOf(basename(path))), manifest, inside('manifest'));
  }

  return {
    append: files.append,
    async settle(work) {
      const settled = await files.settle(work);
      return settled === null || kind === 'folder' ? settled : settledFile(settled, work);
    },
    async read(name, part, start, end) {
      const at = files.offsetOf(name, part);
      return readBytes(fullOf(name), at + start, at + end);
    },
    pathOf: settledPath,
    hashOf: (name) => hashOfFile(settledPath(name)),
    archive: kind === 'archive' ? { path: zip, files: () => packed } : null,
    scratch: inside('scratch'),
    async commit(manifest) {
      if (kind === 'folder') await commitFolder(manifest);
      else commitFile(manifest);
      await remove();
    },
    async discard() {
      if (state === 'open') await remove();
    },
  };
}

/** On the disk when it answers; `null` where the user has cancelled. */
async function writeArchive(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  work: FileWork,
): Promise<Omit<WrittenFile, 'path'> | null> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    let bytes = 0;
    for await (const piece of pieces) {
      if (work.cancelled()) return null;
      hash.update(piece);
      await file.writeFile(piece);
      bytes += piece.length;
      await work.pace();
    }
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function readBytes(path: string, start: number, end: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(end - start);
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  } finally {
    await file.close();
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function assertReplaceable(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  const name = basename(path);
  if (!stats.isDirectory()) {
    throw new JobFailure(`“${name}” is a file, and this export is a folder. Choose another name.`);
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

function manifestPaths(folder: string): ReadonlySet<string> | null {
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
