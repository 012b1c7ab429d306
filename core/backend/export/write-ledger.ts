/** A stretch of a part of a file, in bytes, `end` not included. */
export interface Piece {
  readonly path: string;
  readonly part: number;
  readonly start: number;
  readonly end: number;
}

/** Some documents that were written one after the other, and what they wrote. */
export interface Batch {
  /** Indices in the export, `last` not included. */
  readonly first: number;
  readonly last: number;
  readonly pieces: readonly Piece[];
}

/**
 * Remembers which bytes are of which documents, so that an export can be read back some documents at a time: a file that all
 * share as its head, the lines of these documents and its end.
 */
export interface WriteLedger {
  /** Whether documents have written to the part. */
  hasDocuments(path: string, part: number): boolean;
  /** What was written, in the order of writing; of documents between the two calls of `phase`. */
  note(piece: Piece, isText: boolean): void;
  /** From now on it is documents that write, or no longer. */
  phase(documents: boolean): void;
  /** A document has been written. */
  endDocument(): void;
  batches(): readonly Batch[];
  /** All that belongs to a batch, in the order of files and their parts; files that cannot be divided are left out. */
  piecesOf(batch: Batch): ReadonlyMap<string, readonly Piece[]>;
  /** Files that one batch alone has written, in that batch. */
  isOwn(path: string): boolean;
}

/** A batch is read back in one go: this bounds memory, and for how long nobody else gets a turn. */
const MOST_BYTES = 512 * 1024;
const MOST_DOCUMENTS = 200;

interface PartNotes {
  readonly path: string;
  readonly part: number;
  /** End of what was written before the first document. */
  head: number;
  /** Begin and end of what was written after the last. */
  tail: { start: number; end: number } | null;
  /** How many batches have written to it. */
  batches: number;
}

export function createWriteLedger(): WriteLedger {
  const parts = new Map<string, Map<number, PartNotes>>();
  const binary = new Set<string>();
  const batches: Batch[] = [];
  let current = new Map<PartNotes, { start: number; end: number }>();
  let ofDocuments = false;
  let documents = 0;
  let bytes = 0;
  let first = 0;

  function notesOf(path: string, part: number): PartNotes {
    const ofPath = parts.get(path) ?? new Map<number, PartNotes>();
    if (ofPath.size === 0) parts.set(path, ofPath);
    const known = ofPath.get(part);
    if (known !== undefined) return known;
    const notes = { path, part, head: 0, tail: null, batches: 0 };
    ofPath.set(part, notes);
    return notes;
  }

  function endBatch(): void {
    if (documents === first) return;
    const pieces = [...current].map(([{ path, part }, range]) => ({ path, part, ...range }));
    batches.push({ first, last: documents, pieces });
    current = new Map();
    first = documents;
    bytes = 0;
  }

  /** Heads and ends that more than one batch needs: few, since files of one document have none. */
  const sharedPaths = (): string[] =>
    [...parts].flatMap(([path, own]) =>
      [...own.values()].some(({ head, tail }) => head > 0 || tail !== null) ? [path] : [],
    );
  let shared: readonly string[] | null = null;
  const isOwn = (path: string): boolean => {
    const own = [...(parts.get(path)?.values() ?? [])];
    return (
      own.length > 0 &&
      own.every(({ head, tail, batches: count }) => head === 0 && tail === null && count === 1)
    );
  };

  return {
    hasDocuments(path, part) {
      const notes = parts.get(path)?.get(part);
      return notes !== undefined && (notes.batches > 0 || current.has(notes));
    },
    note({ path, part, start, end }, isText) {
      const notes = notesOf(path, part);
      if (!isText) binary.add(path);
      if (!ofDocuments) {
        if (documents === 0) notes.head = end;
        else notes.tail = { start: notes.tail?.start ?? start, end };
        return;
      }
      const range = current.get(notes);
      if (range === undefined) {
        current.set(notes, { start, end });
        notes.batches += 1;
      } else range.end = end;
      bytes += end - start;
    },
    phase(isOfDocuments) {
      ofDocuments = isOfDocuments;
      if (!isOfDocuments) endBatch();
    },
    endDocument() {
      documents += 1;
      if (bytes >= MOST_BYTES || documents - first >= MOST_DOCUMENTS) endBatch();
    },
    batches: () => batches,
    piecesOf(batch) {
      shared ??= sharedPaths();
      const rangeOf = new Map(batch.pieces.map((piece) => [`${piece.part} ${piece.path}`, piece]));
      const found = new Map<string, Piece[]>();
      for (const path of new Set([...batch.pieces.map((piece) => piece.path), ...shared])) {
        if (binary.has(path) && !isOwn(path)) continue;
        const own = [...(parts.get(path)?.values() ?? [])].toSorted((a, b) => a.part - b.part);
        const pieces = own.flatMap(({ part, head, tail }): Piece[] => {
          const range = rangeOf.get(`${part} ${path}`);
          return [
            ...(head > 0 ? [{ path, part, start: 0, end: head }] : []),
            ...(range === undefined ? [] : [range]),
            ...(tail === null ? [] : [{ path, part, ...tail }]),
          ];
        });
        found.set(path, pieces);
      }
      return found;
    },
    isOwn,
  };
}
