import type { CorpusSpan } from '../corpus.ts';

/** A piece of one paragraph that a span covers; offsets count from the paragraph's start. */
export interface Piece {
  readonly span: CorpusSpan;
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}

/** The lines of a text and where each starts. */
export class Paragraphs {
  readonly texts: readonly string[];
  readonly starts: readonly number[];

  constructor(text: string) {
    this.texts = text.split('\n');
    let start = 0;
    this.starts = this.texts.map((line) => {
      const here = start;
      start += line.length + 1;
      return here;
    });
  }

  indexAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  piecesOf(span: CorpusSpan): Piece[] {
    const pieces: Piece[] = [];
    for (let paragraph = this.indexAt(span.start); paragraph < this.texts.length; paragraph += 1) {
      const from = this.starts[paragraph] ?? 0;
      if (from >= span.end) break;
      const start = Math.max(0, span.start - from);
      const end = Math.min(this.texts[paragraph]?.length ?? 0, span.end - from);
      if (end > start) pieces.push({ span, paragraph, start, end });
    }
    return pieces;
  }
}
