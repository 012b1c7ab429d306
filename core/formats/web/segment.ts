import type { BlockKind } from '#model/document.ts';
import type { PageElement } from './dom.ts';

/** A piece of a page's text that stands by itself. */
export interface Segment {
  readonly kind: BlockKind;
  readonly level: number;
  /** Neither begins nor ends with a blank line. */
  readonly text: string;
  /** How many UTF-16 units of the text are links. */
  readonly linked: number;
  /** The element that it stands in directly. */
  readonly owner: PageElement | null;
}
