import { createHash } from 'node:crypto';
import { openZip } from '../archive/open-zip.ts';
import { PIECES_ZIP_LIMITS } from '../archive/zip-limits.ts';
import { JobFailure } from '../job-failure.ts';
import type { FileWork, WrittenFile } from './appended-files.ts';

/** An archive, and what was put into it. */
export interface PackedFiles {
  /** Where it is. */
  readonly path: string;
  files(): readonly WrittenFile[];
}

/** Unpacks an archive that was written, and throws `JobFailure` where it does not hold these files to the byte. */
export async function assertPacked(
  name: string,
  { path, files }: PackedFiles,
  work: FileWork,
): Promise<void> {
  const left = new Map(files().map((file) => [file.path, file.sha256]));
  // What we have packed ourselves may be packed as tightly as it can be.
  const zip = await openZip(path, { ...PIECES_ZIP_LIMITS, ratio: Number.POSITIVE_INFINITY });
  if (!zip.ok) throw new JobFailure(`“${name}” could not be read back: ${zip.error}`);
  try {
    for (const entry of zip.value.entries) {
      if (work.cancelled()) return;
      const hash = createHash('sha256');
      const copied = await entry.copy(async (piece) => {
        hash.update(piece);
        await work.pace();
      });
      if (!copied.ok) throw new JobFailure(`“${name}” could not be read back: ${copied.error}`);
      if (left.get(entry.name) !== hash.digest('hex')) throw unreadable(`${name}/${entry.name}`);
      left.delete(entry.name);
    }
  } finally {
    zip.value.close();
  }
  for (const missing of left.keys()) throw unreadable(`${name}/${missing}`);
}

export function unreadable(path: string): JobFailure {
  return new JobFailure(`“${path}” could not be read back. Nothing was exported. Try another disk.`);
}
