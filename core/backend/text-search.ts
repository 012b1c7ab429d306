import { fold } from '#model/search-fold.ts';
import { nextTurn } from './next-turn.ts';
import type { ReadableDatabase } from './storage/connection.ts';
import { readText } from './storage/text-store.ts';

/** Finds words and phrases in texts that are kept by their SHA-256. */
export interface TextSearch {
  /** A test for texts: do they hold the term, which was made by `foldedTerms`? */
  finder(db: ReadableDatabase, term: string): (textSha256: string) => boolean;
  /** Reads texts ahead in small portions, so that the first search is as quick as the others. */
  readAhead(db: ReadableDatabase, textHashes: readonly string[]): Promise<void>;
}

/** Bytes of folded text kept in memory; texts beyond are read at each search. */
const MOST_KEPT_BYTES = 256 * 1024 * 1024;

/**
 * Searches by reading every text, folded once and kept: 100 MB of articles take some tens of milliseconds,
 * where an index would multiply the size of the project file and the time of an import. A text never changes
 * under its hash, so what is kept is never out of date.
 */
export function createTextSearch(mostKeptBytes = MOST_KEPT_BYTES): TextSearch {
  const kept = new Map<string, Buffer>();
  let keptBytes = 0;

  function folded(db: ReadableDatabase, textSha256: string): Buffer {
    const known = kept.get(textSha256);
    if (known !== undefined) return known;
    const bytes = Buffer.from(fold(readText(db, textSha256) ?? ''));
    if (keptBytes + bytes.length <= mostKeptBytes) {
      kept.set(textSha256, bytes);
      keptBytes += bytes.length;
    }
    return bytes;
  }

  return {
    finder(db, term) {
      const bytes = Buffer.from(term);
      return (textSha256) => folded(db, textSha256).includes(bytes);
    },
    async readAhead(db, textHashes) {
      for (const textSha256 of textHashes) {
        // The project may be closed by now.
        if (!db.raw.open || keptBytes >= mostKeptBytes) return;
        folded(db, textSha256);
        await nextTurn();
      }
    },
  };
}
