import type { Corpus, CorpusSpan } from '../corpus.ts';

/**
 * One contestant in a page: everything the bench does to it. Each function is done when the contestant has
 * handed its changes to the browser; the frame that shows them may still be to come.
 */
export interface Peer {
  open(corpus: Corpus): Promise<void>;
  add(span: CorpusSpan): Promise<void>;
  remove(id: string): Promise<void>;
  hover(id: string | null): Promise<void>;
  /** Shows or hides one layer. */
  filter(layer: CorpusSpan['layer'], shown: boolean): Promise<void>;
}
