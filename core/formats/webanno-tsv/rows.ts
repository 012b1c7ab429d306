import type { Fragment } from '#model/annotation.ts';
import type { TsvSentence } from './sentences.ts';

/** An annotation of TSV: one stretch of text; a discontinuous span has several, joined by the feature `group`. */
export interface Piece {
  readonly fragment: Fragment;
  readonly layer: number;
  /** By column of the layer, unescaped; `null` for a feature that is not set. */
  readonly values: readonly (string | null)[];
  /** The disambiguation id; 0 for none. */
  id: number;
  isRelationEnd: boolean;
}

/** A line: a token, or the part of one where a piece begins or ends. */
export interface Row {
  readonly start: number;
  readonly end: number;
  readonly pieces: Piece[];
  /** Such as `1-3` or `1-3.1`. */
  readonly name: string;
}

export interface TsvRows {
  /** By sentence. */
  readonly sentences: readonly (readonly Row[])[];
  readonly rowsOf: ReadonlyMap<Piece, readonly Row[]>;
}

/**
 * Lays pieces over tokens: a piece has a row for each of its tokens, and a sub-token row where it covers a part of one
 * (formats.md 4). Pieces begin and end inside tokens. Gives ids to those that need one, in order of their rows.
 */
export function layRows(sentences: readonly TsvSentence[], pieces: readonly Piece[]): TsvRows {
  const tokens = sentences.flatMap((sentence) => sentence.tokens);
  const parts = tokens.map(() => new Map<string, { start: number; end: number; pieces: Piece[] }>());
  for (const piece of pieces) {
    const { start, end } = piece.fragment;
    for (let at = tokenAt(tokens, start); at < tokens.length; at += 1) {
      const token = tokens[at] as Fragment;
      if (token.start >= end) break;
      const part = { start: Math.max(start, token.start), end: Math.min(end, token.end) };
      const key = `${part.start}-${part.end}`;
      const known = parts[at]?.get(key);
      if (known !== undefined) known.pieces.push(piece);
      else parts[at]?.set(key, { ...part, pieces: [piece] });
    }
  }
  let at = 0;
  const rowsOf = new Map<Piece, Row[]>();
  const laid = sentences.map((sentence, index) =>
    sentence.tokens.flatMap((token, position): Row[] => {
      const name = `${index + 1}-${position + 1}`;
      const mine = [...(parts[at]?.values() ?? [])];
      at += 1;
      const whole = mine.find(({ start, end }) => start === token.start && end === token.end);
      const subs = mine
        .filter((part) => part !== whole)
        .toSorted((a, b) => a.start - b.start || b.end - a.end)
        .map((part, sub): Row => ({ ...part, name: `${name}.${sub + 1}` }));
      return [{ start: token.start, end: token.end, pieces: whole?.pieces ?? [], name }, ...subs];
    }),
  );
  for (const row of laid.flat()) {
    for (const piece of row.pieces) {
      const rows = rowsOf.get(piece);
      if (rows === undefined) rowsOf.set(piece, [row]);
      else rows.push(row);
    }
  }
  giveIds(laid.flat(), rowsOf);
  return { sentences: laid, rowsOf };
}

/**
 * An id is needed by a piece of several rows, by those of one layer that share a row, and by the ends of relations
 * whose type is `BT_uima.tcas.Annotation` (formats.md 4).
 */
function giveIds(rows: readonly Row[], rowsOf: ReadonlyMap<Piece, readonly Row[]>): void {
  let last = 0;
  for (const { pieces } of rows) {
    for (const piece of pieces) {
      if (piece.id !== 0) continue;
      const several = (rowsOf.get(piece)?.length ?? 0) > 1;
      const stacked = () => pieces.some((other) => other !== piece && other.layer === piece.layer);
      if (!several && !piece.isRelationEnd && !stacked()) continue;
      last += 1;
      piece.id = last;
    }
  }
}

/** Index of the token that holds a place. */
function tokenAt(tokens: readonly Fragment[], place: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens[middle] as Fragment).end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
