import { ZipFile } from 'yazl';
import type { OutputFile } from '#formats/exchange.ts';

/** Midnight of the first day that archives can name, whatever the time zone of this machine. */
const EPOCH = new Date(1980, 0, 1);

/** A file of an archive: its content, or the file that has it, by its absolute path. */
export type ZipContent = OutputFile | { readonly path: string; readonly onDisk: string };

/**
 * A ZIP archive of these files, piece by piece (formats.md 0.9): sorted by name, all of one time, deflated, names in UTF-8
 * and marked as such. The same files give the same bytes.
 */
export async function* writeZip(files: readonly ZipContent[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const failed = Promise.withResolvers<never>();
  zip.on('error', failed.reject);
  const how = { mtime: EPOCH, mode: 0o100644, forceDosTimestamp: true };
  for (const file of files.toSorted(byPath)) {
    if ('onDisk' in file) zip.addFile(file.onDisk, file.path, how);
    else zip.addBuffer(Buffer.from(file.content as string), file.path, how);
  }
  zip.end();
  const pieces = (zip.outputStream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await Promise.race([pieces.next(), failed.promise]);
    if (done === true) return;
    yield value;
  }
}

function byPath(a: ZipContent, b: ZipContent): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
