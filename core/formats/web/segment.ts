import type { TextSegment } from '../shared/text-with-blocks.ts';
import type { PageElement } from './dom.ts';

/** A piece of a page's text that stands by itself. */
export interface Segment extends TextSegment {
  /** How many UTF-16 units of the text are links. */
  readonly linked: number;
  /** The element that it stands in directly. */
  readonly owner: PageElement | null;
}
