import { findBlocks } from '#model/blocks.ts';
import type { BlockKind } from '#model/document.ts';
import type { ExchangeDocument } from '../exchange.ts';

/** A paragraph of a report, in UTF-16 units. */
export interface Piece {
  readonly kind: BlockKind;
  readonly level: number;
  readonly start: number;
  readonly end: number;
}

/** The blocks of a document, and as paragraphs whatever text lies between them. */
export function piecesOf({ text, blocks, blockRule }: ExchangeDocument): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const gapTo = (end: number): void => {
    if (text.slice(at, end).trim() !== '') pieces.push({ kind: 'paragraph', level: 0, start: at, end });
  };
  for (const block of blocks ?? findBlocks(text, blockRule ?? 'line')) {
    gapTo(block.start);
    pieces.push(block);
    at = block.end;
  }
  gapTo(text.length);
  return pieces;
}

export interface Segment<Item> {
  readonly start: number;
  readonly end: number;
  /** What covers the segment, in the order given. */
  readonly items: readonly Item[];
}

interface Covering {
  readonly fragments: readonly { readonly start: number; readonly end: number }[];
}

/** A text cut at every edge of the items that lie on it. */
export function segmentsOf<Item extends Covering>(
  length: number,
  items: readonly Item[],
): readonly Segment<Item>[] {
  const edges = new Map<number, { readonly opens: number[]; readonly closes: number[] }>();
  const edgeAt = (place: number) => {
    const edge = edges.get(place) ?? { opens: [], closes: [] };
    edges.set(place, edge);
    return edge;
  };
  edgeAt(0);
  edgeAt(length);
  for (const [index, { fragments }] of items.entries()) {
    for (const { start, end } of fragments) {
      edgeAt(start).opens.push(index);
      edgeAt(end).closes.push(index);
    }
  }
  const places = [...edges.keys()].sort((a, b) => a - b);
  const open = new Set<number>();
  const segments: Segment<Item>[] = [];
  for (const [number, start] of places.entries()) {
    const { opens, closes } = edgeAt(start);
    for (const index of closes) open.delete(index);
    for (const index of opens) open.add(index);
    const end = places[number + 1];
    if (end === undefined) break;
    const covering = [...open].sort((a, b) => a - b).flatMap((index) => items[index] ?? []);
    segments.push({ start, end, items: covering });
  }
  return segments;
}
