import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import { reading } from '../import/read-file.ts';
import { zipFault } from './zip-fault.ts';
import { DEFAULT_ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';
import { checkZipName } from './zip-name.ts';

/** A file of an archive. */
export interface ZipEntry {
  /** With its folders, parted by `/`; nothing in it leads out of the archive. */
  readonly name: string;
  /** Bytes unpacked, as the archive says; `read` and `copy` answer an error where that is not so. */
  readonly size: number;
  /** All its bytes. */
  read(): Promise<Result<Uint8Array, string>>;
  /** Its bytes, piece by piece, for what should not be in memory whole. `take` is waited for. */
  copy(take: (piece: Uint8Array) => void | Promise<void>): Promise<Result<null, string>>;
}

/** An archive whose list is read and within the limits. */
export interface OpenedZip {
  /** Its files in the order of the list, without the folders. */
  readonly entries: readonly ZipEntry[];
  close(): void;
}

/**
 * Opens a ZIP archive, of a file or in memory, and looks through its list before anything is unpacked. The error is a
 * sentence for the user. Archives in the archive are files like others.
 */
export async function openZip(
  source: string | Uint8Array,
  limits: ZipLimits = DEFAULT_ZIP_LIMITS,
): Promise<Result<OpenedZip, string>> {
  return reading(async () => {
    let zip: ZipFile | null = null;
    try {
      // Names are decoded here: yauzl would throw at the first that it does not like.
      const options = { autoClose: false, decodeStrings: false, lazyEntries: true };
      zip =
        typeof source === 'string'
          ? await openPromise(source, options)
          : await fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.length), options);
      const listed = await listEntries(zip, limits);
      if (!listed.ok) {
        zip.close();
        return listed;
      }
      const opened = zip;
      return success({ entries: listed.value, close: () => opened.close() });
    } catch (error) {
      zip?.close();
      if (error instanceof Error && 'syscall' in error) throw error;
      return failure(zipFault(error));
    }
  });
}

async function listEntries(zip: ZipFile, limits: ZipLimits): Promise<Result<ZipEntry[], string>> {
  if (zip.entryCount > limits.entries) return failure(tooMany(limits));
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let unpacked = 0;
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    const given = nameOf(entry);
    const name = checkZipName(given);
    if (!name.ok) {
      return failure(`“${shown(given)}” in it ${name.error}. Nothing was unpacked: the archive is not safe.`);
    }
    if (isLink(entry)) {
      return failure(
        `“${shown(name.value)}” in it is a link to another place. Nothing was unpacked: the archive is not safe.`,
      );
    }
    if (names.has(name.value)) {
      return failure(`Two files in it have the name “${shown(name.value)}”. Pack it again with one of them.`);
    }
    names.add(name.value);
    if (name.value.endsWith('/')) continue;
    if (entry.isEncrypted()) {
      return failure(
        `“${shown(name.value)}” in it is locked with a password. Unpack the archive and import what is inside.`,
      );
    }
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
    const tooLarge = sizeProblem(name.value, entry, unpacked, limits);
    if (tooLarge !== null) return failure(tooLarge);
    entries.push(zipEntry(zip, entry, name.value));
  }
  // What is packed once and listed many times unpacks to more than its size would let one think.
  if (packed > zip.fileSize) {
    return failure('Files in it share the same bytes. Nothing was unpacked: the archive is not safe.');
  }
  if (unpacked > limits.freeBytes && unpacked > packed * limits.ratio)
    return failure(tooDense('All', limits));
  return success(entries);
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  const isMarked = (generalPurposeBitFlag & 0x800) !== 0;
  if (isMarked || fileNameRaw.every((byte) => byte < 0x80)) return name;
  // macOS and others write UTF-8 and do not say so; names in old code pages are seldom valid UTF-8.
  const utf8 = fileNameRaw.toString('utf8');
  return extraFields.some(({ id }) => id === UNICODE_PATH) || utf8.includes('\ufffd') ? name : utf8;
}

/** Info-ZIP's extra field with the name in UTF-8, which yauzl has looked at. */
const UNICODE_PATH = 0x7075;

/** Unix keeps the kind of a file in the upper half of these attributes. */
function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  const madeOnUnix = [3, 19].includes(versionMadeBy >>> 8);
  return madeOnUnix && ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function sizeProblem(name: string, entry: Entry, unpacked: number, limits: ZipLimits): string | null {
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > limits.entryBytes) {
    return `“${shown(name)}” in it has ${mebibytes(uncompressedSize)} unpacked; the limit for one file is ${mebibytes(limits.entryBytes)}.`;
  }
  if (unpacked > limits.totalBytes) {
    return `It unpacks to more than ${mebibytes(limits.totalBytes)}, which is the limit. Unpack it and import it in parts.`;
  }
  if (uncompressedSize > limits.freeBytes && uncompressedSize > compressedSize * limits.ratio) {
    return tooDense(`“${shown(name)}” in it`, limits);
  }
  return null;
}

function tooDense(what: string, { ratio }: ZipLimits): string {
  return `${what} unpacks to more than ${ratio} times its size, as archives do that are made to fill a disk. Nothing was unpacked. If you trust it, unpack it and import what is inside.`;
}

function tooMany({ entries }: ZipLimits): string {
  return `It holds more than ${entries.toLocaleString('en')} files, which is the limit. Unpack it and import it in parts.`;
}

function mebibytes(bytes: number): string {
  return `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MiB`;
}

/** Names may be of any length, and of characters that nobody sees. */
function shown(name: string): string {
  const characters = [...name.replace(/\p{C}/gu, '�')];
  return characters.length > 100 ? `…${characters.slice(-100).join('')}` : characters.join('');
}

function zipEntry(zip: ZipFile, entry: Entry, name: string): ZipEntry {
  const copy: ZipEntry['copy'] = (take) =>
    reading(async () => {
      let sum = 0;
      try {
        const stream = await zip.openReadStreamPromise(entry);
        for await (const piece of stream as AsyncIterable<Buffer>) {
          sum = crc32(piece, sum);
          await take(piece);
        }
      } catch (error) {
        if (error instanceof Error && 'syscall' in error) throw error;
        return failure(`“${shown(name)}”: ${zipFault(error)}`);
      }
      // yauzl looks at sizes alone.
      if (sum === entry.crc32) return success(null);
      return failure(`“${shown(name)}”: The archive is damaged there. Copy or download it again.`);
    });
  return {
    name,
    size: entry.uncompressedSize,
    copy,
    async read() {
      const pieces: Uint8Array[] = [];
      const copied = await copy((piece) => {
        pieces.push(piece);
      });
      if (!copied.ok) return copied;
      // Bytes of their own: those of a small Buffer lie in a pool that others use too.
      const bytes = new Uint8Array(entry.uncompressedSize);
      let at = 0;
      for (const piece of pieces) {
        bytes.set(piece, at);
        at += piece.length;
      }
      return success(bytes);
    },
  };
}
