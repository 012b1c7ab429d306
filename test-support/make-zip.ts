import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** What an archive of a test holds: a text or bytes by name; `mode` in the way of Unix. */
export type ZipContent =
  | string
  | Uint8Array
  | { readonly bytes: Uint8Array; readonly mode?: number; readonly stored?: boolean };

/** A ZIP archive of these files, in this order. Names ending in `/` are folders. */
export async function makeZip(
  files: Readonly<Record<string, ZipContent>> | Iterable<readonly [string, ZipContent]>,
): Promise<Uint8Array> {
  const zip = new ZipFile();
  const mtime = new Date('1980-01-01T00:00:00Z');
  const list = Symbol.iterator in files ? files : Object.entries(files);
  for (const [name, content] of list) {
    if (name.endsWith('/')) {
      zip.addEmptyDirectory(name, { mtime });
      continue;
    }
    const { bytes, mode, stored } =
      typeof content === 'object' && 'bytes' in content
        ? content
        : { bytes: typeof content === 'string' ? Buffer.from(content) : content };
    zip.addBuffer(Buffer.from(bytes), name, {
      mtime,
      compress: stored !== true,
      ...(mode === undefined ? {} : { mode }),
    });
  }
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}

/** The archive with each occurrence of one name, in the list and before the file, replaced by another of its length. */
export function renameInZip(zip: Uint8Array, from: string, to: string): Uint8Array {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error('Names must be of one length.');
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf(from); at !== -1; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  return new Uint8Array(bytes);
}

/** The archive with a 16- or 32-bit number in the list's record of a file changed, `at` bytes from its beginning. */
export function patchList(
  zip: Uint8Array,
  name: string,
  at: number,
  change: (value: number) => number,
  size: 2 | 4 = 4,
): Uint8Array {
  const bytes = Buffer.from(zip);
  const LIST_RECORD = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let start = bytes.indexOf(LIST_RECORD); start !== -1; start = bytes.indexOf(LIST_RECORD, start + 4)) {
    const length = bytes.readUInt16LE(start + 28);
    if (bytes.subarray(start + 46, start + 46 + length).toString() !== name) continue;
    bytes.writeUIntLE(change(bytes.readUIntLE(start + at, size)), start + at, size);
    return new Uint8Array(bytes);
  }
  throw new Error(`There is no ${name} in the archive.`);
}
