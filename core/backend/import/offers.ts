import { type FileHandle, open } from 'node:fs/promises';
import { FORMATS } from '#formats/infos.ts';
import type { FormatId } from '#formats/registry.ts';
import { hasControlBytes, knownBinary, shareOfControlBytes } from './binary.ts';
import { limitOf } from './read-file.ts';
import { utf16WithoutMark } from './utf16.ts';

/** What may be chosen for a file, so that it is read, or read better. */
export interface Offers {
  readonly formats: FormatId[];
  readonly encoding: boolean;
}

export const NO_OFFERS: Offers = { formats: [], encoding: false };

/** Formats whose files may be in any encoding; the others say theirs, or it is always the same. */
const ANY_ENCODING: ReadonlySet<FormatId> = new Set(['text', 'markdown', 'csv', 'tsv']);

/** Offers for a file that was read, or tried, in a format: by what it holds, whatever its name says. */
export async function offersFor(path: string, tried: FormatId | null): Promise<Offers> {
  const found = await lookInto(path);
  if (found === null) return NO_OFFERS;
  const { container, size } = found;
  const formats = FORMATS.filter(({ id, reads }) => reads !== null && size <= limitOf(id)).filter(
    ({ id, archive }) => (archive === true ? 'zip' : id === 'pdf' ? 'pdf' : 'text') === container,
  );
  // No encoding makes a file smaller.
  const fits = tried === null || (ANY_ENCODING.has(tried) && size <= limitOf(tried));
  return { formats: formats.map(({ id }) => id), encoding: container === 'text' && fits };
}

type Container = 'zip' | 'pdf' | 'text';

/** Enough to tell a text from what is none. */
const START_BYTES = 4096;
/** An archive ends with its list, behind which there may be a comment of this many bytes. */
const LONGEST_END = 22 + 0xffff;

interface Found {
  readonly container: Container;
  /** Bytes of the file. */
  readonly size: number;
}

/** What formats are written into; `null` for what holds no format that is read, and where the file cannot be looked at. */
async function lookInto(path: string): Promise<Found | null> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const container = await containerIn(file, size);
      return container === null ? null : { container, size };
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

async function containerIn(file: FileHandle, size: number): Promise<Container | null> {
  const start = await readAt(file, 0, START_BYTES);
  if (start.length === 0) return null;
  if (beginsWith(start, '%PDF-')) return 'pdf';
  if (beginsWith(start, 'PK')) {
    const end = await readAt(file, Math.max(0, size - LONGEST_END), LONGEST_END);
    return end.includes('PK\u0005\u0006', 0, 'latin1') ? 'zip' : null;
  }
  return knownBinary(start) === null && isText(start) ? 'text' : null;
}

function beginsWith(start: Buffer, characters: string): boolean {
  return start.subarray(0, characters.length).equals(Buffer.from(characters));
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** As `decodeBytes` sees it: a text in some encoding, also in one that it does not find. */
function isText(start: Buffer): boolean {
  const isMarked = (start[0] === 0xfe && start[1] === 0xff) || (start[0] === 0xff && start[1] === 0xfe);
  if (isMarked) return true;
  if (!start.includes(0)) return shareOfControlBytes(start) <= MOST_CONTROLS;
  return hasControlBytes(start) && utf16WithoutMark(start) !== null;
}

const MOST_CONTROLS = 0.1;
