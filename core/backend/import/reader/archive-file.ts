import { closeSync, openSync, readSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { ArchiveFile, EntryFile, LinePiece } from '#formats/exchange.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import { openZip, type ZipEntry } from '../../archive/open-zip.ts';
import { unpacking } from '../../archive/unpack-zip.ts';
import { PIECES_ZIP_LIMITS } from '../../archive/zip-limits.ts';
import { lineFeedsIn } from './line-pieces.ts';

const PIECE_BYTES = 2 * 1024 * 1024;

/** An archive whose files lie one after the other in a file on the disk. */
export interface UnpackedArchive {
  readonly file: ArchiveFile;
  /** Ends reading, and removes what was unpacked. */
  discard(): Promise<void>;
}

/** Unpacks an archive into the file `scratch`, which is not there yet. The error is a sentence for the user. */
export async function unpackArchive(
  name: string,
  path: string,
  scratch: string,
): Promise<Result<UnpackedArchive, string>> {
  const zip = await openZip(path, PIECES_ZIP_LIMITS);
  if (!zip.ok) return zip;
  const { entries, close } = zip.value;
  const unpacked = await unpacking(async (guarded) => {
    const file = await open(scratch, 'wx', 0o600);
    try {
      for (const entry of entries) {
        const copied = await entry.copy((piece) => guarded(file.writeFile(piece)));
        if (!copied.ok) return copied;
      }
      return success(null);
    } finally {
      await file.close();
    }
  });
  close();
  if (!unpacked.ok) {
    await rm(scratch, { force: true });
    return failure(unpacked.error);
  }
  const handle = openSync(scratch, 'r');
  return success({
    file: { name, isPacked: true, entries: entriesOf(handle, entries) },
    async discard() {
      closeSync(handle);
      await rm(scratch, { force: true });
    },
  });
}

/** A file of such an archive, chosen by itself. */
export function entryAlone(name: string, path: string, size: number): UnpackedArchive {
  const handle = openSync(path, 'r');
  return {
    file: { name, isPacked: false, entries: entriesOf(handle, [{ name, size }]) },
    discard: async () => closeSync(handle),
  };
}

function entriesOf(
  handle: number,
  entries: readonly Pick<ZipEntry, 'name' | 'size'>[],
): readonly EntryFile[] {
  let start = 0;
  return entries.map(({ name, size }) => {
    const at = start;
    start += size;
    return {
      name,
      size,
      pieces: () => piecesOf(handle, at, size),
      bytes: () => readAt(handle, at, size),
    };
  });
}

/** Pieces that end with a character. */
function* piecesOf(handle: number, start: number, size: number): Generator<LinePiece> {
  let firstLine = 1;
  for (let at = 0; at < size; ) {
    const bytes = readAt(handle, start + at, Math.min(PIECE_BYTES, size - at));
    const piece = at + bytes.length < size ? bytes.subarray(0, lastCharacterEnd(bytes)) : bytes;
    yield { firstLine, bytes: piece, problem: null };
    firstLine += lineFeedsIn(piece);
    at += piece.length;
  }
}

/** Where a character of UTF-8 that goes on behind the bytes begins, or else their end. */
function lastCharacterEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length - 1); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}

/** Throws what the file system throws. */
function readAt(handle: number, start: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let done = 0; done < size; ) {
    const count = readSync(handle, bytes, done, size - done, start + done);
    if (count === 0) throw new Error('The file is shorter than it was.');
    done += count;
  }
  return bytes;
}
