import type { Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { LONGEST_JSONL_LINE } from '#formats/registry.ts';
import { firstBadByte, tryDecode } from './strict-decode.ts';

/** A line of a file, or why it cannot be read; after a problem there are no more lines. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its line end. */
  readonly text: string;
  readonly problem: string | null;
  /** Bytes of the file up to where it ends. */
  readonly end: number;
}

const CHUNK_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a UTF-8 file, one by one, so that a file may be larger than memory. Lines end at LF alone;
 * lines of white space are passed over, a byte order mark at the start is dropped. All bytes go into `hash`.
 * Throws what the file system throws.
 */
export async function* readLines(path: string, hash?: Hash): AsyncGenerator<Line> {
  const file = await open(path, 'r');
  try {
    let number = 0;
    let before = 0;
    let parts: Buffer[] = [];
    let length = 0;
    for (let ended = false; !ended; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      const bytes = chunk.subarray(0, bytesRead);
      hash?.update(bytes);
      ended = bytesRead === 0;
      for (let start = 0; start < bytes.length || (ended && length > 0); ) {
        const feed = bytes.indexOf(LINE_FEED, start);
        const end = feed === -1 ? bytes.length : feed;
        if (end > start) parts.push(bytes.subarray(start, end));
        length += end - start;
        if (length > LONGEST_JSONL_LINE) {
          yield { number: number + 1, text: '', problem: TOO_LONG, end: before + end };
          return;
        }
        start = end + 1;
        if (feed === -1 && !ended) break;
        number += 1;
        const line = toLine(Buffer.concat(parts, length), number, before + end);
        parts = [];
        length = 0;
        if (line !== null) yield line;
        if (line?.problem) return;
      }
      before += bytesRead;
    }
  } finally {
    await file.close();
  }
}

const TOO_LONG = `The line is longer than ${LONGEST_JSONL_LINE / 1024 / 1024} MiB, which is the limit for one document.`;

/** `null` for a line of white space. */
function toLine(bytes: Buffer, number: number, end: number): Line | null {
  const marked = number === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = marked ? bytes.subarray(3) : bytes;
  const text = tryDecode(content, 'utf-8');
  if (text !== null) return text.trim() === '' ? null : { number, text, problem: null, end };
  const at = firstBadByte(content, 'utf-8');
  return {
    number,
    text: '',
    problem: `Byte ${at + 1} of the line is not UTF-8, which JSON Lines must be. Save the file as UTF-8.`,
    end,
  };
}
