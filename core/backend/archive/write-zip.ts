import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** Reads as 1980-01-01 00:00 wherever it is written: DOS times have no zone. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Packs files into a ZIP archive, on the disk when it answers: entries by name, all of one time, deflated; the same files
 * give the same bytes (formats.md 0.9). Throws what the file system throws. `null` where the user has cancelled.
 */
export async function writeZip(
  path: string,
  entries: readonly { readonly path: string; readonly full: string }[],
  work: { readonly cancelled: () => boolean },
): Promise<{ readonly bytes: number; readonly sha256: string } | null> {
  const hash = createHash('sha256');
  // Opened first: from the first entry on the stream may end with an error, and somebody must listen.
  const file = await open(path, 'wx');
  try {
    const zip = new ZipFile();
    // A file that cannot be read would leave the stream waiting for it for ever.
    zip.on('error', (error) => (zip.outputStream as Readable).destroy(error));
    for (const entry of entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
      zip.addFile(entry.full, entry.path, {
        mtime: NO_TIME,
        mode: 0o100644,
        compress: true,
        forceDosTimestamp: true,
      });
    }
    zip.end();
    let bytes = 0;
    for await (const chunk of zip.outputStream) {
      if (work.cancelled()) return null;
      hash.update(chunk as Buffer);
      await file.writeFile(chunk as Buffer);
      bytes += chunk.length;
    }
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}
