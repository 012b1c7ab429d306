import { open } from 'node:fs/promises';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';
import { openZip, type ZipEntry } from './open-zip.ts';
import { DEFAULT_ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';

/** A file of an archive, unpacked. */
export interface UnpackedFile {
  /** As in the archive; of an archive in the archive with its name before it. Parted by `/`. */
  readonly name: string;
  /** Where it is now: of another name, so that no name of an archive can do harm. */
  readonly path: string;
}

/**
 * Unpacks of the files of a ZIP archive those that `choose` takes of all names. An archive in it counts as a folder, its
 * files as the others towards the limits; those in that one are left as they are. All of it or, with a sentence for the
 * user, nothing that may be used.
 */
export async function unpackZip(
  path: string,
  folder: TemporaryFolder,
  choose: (names: readonly string[]) => ReadonlySet<string>,
  limits: ZipLimits = DEFAULT_ZIP_LIMITS,
): Promise<Result<readonly UnpackedFile[], string>> {
  const files: UnpackedFile[] = [];
  const spent = { entries: 0, bytes: 0 };
  const unpacked = await unpackInto(path, '', true);
  return unpacked.ok ? success(files) : unpacked;

  async function unpackInto(
    archive: string,
    prefix: string,
    isOuter: boolean,
  ): Promise<Result<null, string>> {
    const zip = await openZip(archive, {
      ...limits,
      entries: limits.entries - spent.entries,
      totalBytes: limits.totalBytes - spent.bytes,
    });
    if (!zip.ok) return zip;
    try {
      const chosen = choose(zip.value.entries.map(({ name }) => prefix + name));
      for (const entry of zip.value.entries) {
        const name = prefix + entry.name;
        if (!chosen.has(name)) continue;
        spent.entries += 1;
        spent.bytes += entry.size;
        const file = { name, path: folder.freshPath() };
        const written = await write(entry, file.path);
        if (!written.ok) return written;
        if (!isOuter || !/\.zip$/i.test(name)) {
          files.push(file);
          continue;
        }
        const inner = await unpackInto(file.path, `${name}/`, false);
        if (!inner.ok) return failure(`“${name}” in it: ${inner.error}`);
      }
      return success(null);
    } finally {
      zip.value.close();
    }
  }
}

async function write(entry: ZipEntry, path: string): Promise<Result<null, string>> {
  return unpacking(async (guarded) => {
    const file = await open(path, 'wx', 0o600);
    try {
      return await entry.copy((piece) => guarded(file.writeFile(piece)));
    } finally {
      await file.close();
    }
  });
}

/**
 * Runs what unpacks into the app's folder. What fails there, for which writing is `guarded`, is said as such: it is another disk
 * than the one that is read.
 */
export async function unpacking(
  run: (guarded: (writing: Promise<void>) => Promise<void>) => Promise<Result<null, string>>,
): Promise<Result<null, string>> {
  let fault: unknown = null;
  try {
    const unpacked = await run((writing) =>
      writing.catch((error: unknown) => {
        fault = error;
        throw error;
      }),
    );
    if (fault === null) return unpacked;
  } catch (error) {
    fault = error;
  }
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault);
  return failure(`It could not be unpacked into the app's folder (${code}). Make room there and try again.`);
}
