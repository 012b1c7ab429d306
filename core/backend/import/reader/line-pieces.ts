import { closeSync, openSync, readSync } from 'node:fs';
import type { LineFile, LinePiece } from '#formats/exchange.ts';
import { LONGEST_JSONL_LINE } from '#formats/registry.ts';

const PIECE_BYTES = 2 * 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * A file on the disk in pieces of whole lines, about two MiB each, more where a line is longer. It is read as the pieces
 * are asked for; throws what the file system throws. `refusal` may say of a piece why it is not read.
 */
export function lineFile(
  name: string,
  path: string,
  refusal: (bytes: Uint8Array) => string | null = () => null,
  longestLine = LONGEST_JSONL_LINE,
): LineFile {
  return { name, pieces: () => piecesOf(path, refusal, longestLine) };
}

function* piecesOf(
  path: string,
  refusal: (bytes: Uint8Array) => string | null,
  longestLine: number,
): Generator<LinePiece> {
  const file = openSync(path, 'r');
  try {
    let firstLine = 1;
    /** Read and not handed out: at most the beginning of one line, in blocks. */
    let held: Uint8Array[] = [];
    let heldBytes = 0;
    for (;;) {
      const block = Buffer.allocUnsafe(PIECE_BYTES);
      const bytesRead = readSync(file, block, 0, PIECE_BYTES, null);
      const bytes = block.subarray(0, bytesRead);
      const end = bytes.lastIndexOf(LINE_FEED) + 1;
      if (bytesRead === 0 || end > 0) {
        const whole = Buffer.concat([...held, bytes.subarray(0, end)]);
        const problem = refusal(whole);
        if (problem !== null) {
          yield { firstLine, bytes: new Uint8Array(), problem };
          return;
        }
        if (whole.length > 0) yield { firstLine, bytes: whole, problem };
        firstLine += lineFeedsIn(bytes);
        held = [];
        heldBytes = 0;
      }
      if (bytesRead === 0) return;
      if (end < bytesRead) held.push(bytes.subarray(end));
      heldBytes += bytesRead - end;
      if (heldBytes > longestLine) {
        const limit = longestLine / 1024 / 1024;
        const problem = `The line is longer than ${limit} MiB, which is the limit for one document.`;
        yield { firstLine, bytes: new Uint8Array(), problem };
        return;
      }
    }
  } finally {
    closeSync(file);
  }
}

export function lineFeedsIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
