import { LARGEST_TEXT_FILE, MEBIBYTE } from '../registry.ts';
import type { FileLog } from './file-log.ts';

/** Watches how much of a file is one document, where documents are many lines. */
export interface DocumentLimit {
  /** A document begins at this line. */
  begin(line: number): void;
  /** False where the document is too large with this line, which is then a problem of the file. */
  add(line: string): boolean;
}

export function createDocumentLimit(log: FileLog, limit = LARGEST_TEXT_FILE): DocumentLimit {
  let from = 1;
  let length = 0;
  return {
    begin(line) {
      from = line;
      length = 0;
    },
    add(line) {
      // Every UTF-16 unit is at least a byte of the file.
      length += line.length + 1;
      if (length <= limit) return true;
      log.problem(
        from,
        `The document that begins here has more than ${limit / MEBIBYTE} MiB, which is the limit for one. Split it, and begin each part with the line that begins a document in this format.`,
      );
      return false;
    },
  };
}
