import type { Fragment } from '#model/annotation.ts';
import type { Block } from '#model/document.ts';
import type { AnnotationId, DocumentId, LayerId } from '#model/ids.ts';
import type { Utf16Offset } from '#model/offset.ts';
import type { LayerHue, LineStyle } from '#model/scheme.ts';
import type { AnnotationSource } from '../client/annotation-source.ts';

/** How a layer looks in the text: by hue and by line, never by colour alone. */
export interface ArticleLayer {
  readonly id: LayerId;
  readonly hue: LayerHue;
  readonly line: LineStyle;
}

export type InputKind = 'mouse' | 'keyboard' | 'program';

/** A stretch of text that the user has selected. All offsets are UTF-16 units of the document's text. */
export interface ArticleSelection {
  /** What a tag would cover: `raw` widened to words where snapping is on, else to whole graphemes. */
  readonly fragment: Fragment;
  /** What was selected exactly. */
  readonly raw: Fragment;
  readonly by: InputKind;
  /** The line box, in viewport pixels, where the selection was ended: the place for a bar beside it. */
  readonly rect: DOMRect;
  /** The box around the whole selection, in viewport pixels. */
  readonly bounds: DOMRect;
}

/** A click on the text, or Enter at the caret. */
export interface ArticleActivation {
  /** The span to select: the shortest at first, further clicks at the same place go outward; null on bare text. */
  readonly id: AnnotationId | null;
  /** Every span at that place, shortest first, hidden layers left out. */
  readonly stack: readonly AnnotationId[];
  readonly offset: Utf16Offset;
  readonly by: InputKind;
}

/** What stands out in the text. */
export interface ArticleAttention {
  readonly selectedId: AnnotationId | null;
  readonly hoveredId: AnnotationId | null;
  /** Targets of the selected span's links: marked with it. */
  readonly linkedIds: readonly AnnotationId[];
  /** A stretch about to be tagged, as while widening. The editor shows its own preview while selecting. */
  readonly preview: readonly Fragment[] | null;
  /** What a search has found, in the order of the text, and which of it is looked at; followed by identity. */
  readonly matches: readonly Fragment[];
  readonly match: Fragment | null;
}

/** What stands out now, and word of each change. Not a property, because the pointer alone changes it all the time. */
export interface AttentionSource {
  now(): ArticleAttention;
  /** Calls back after a change, synchronously; returns the unsubscribe function. */
  subscribe(listener: () => void): () => void;
}

export interface ArticleViewProps {
  /** Another document, text or array of blocks loads the article anew, so keep `blocks` referentially stable. */
  readonly documentId: DocumentId;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** BCP 47, null where unknown. */
  readonly language: string | null;
  /** Accessible name of the text, such as the document's title. */
  readonly label: string;
  readonly layers: readonly ArticleLayer[];
  readonly hiddenLayers: ReadonlySet<LayerId>;
  /** Followed through `subscribe`; annotations of other documents are ignored. */
  readonly annotations: AnnotationSource;
  /** Followed through `subscribe`, too. */
  readonly attention: AttentionSource;
  /** Whether selections and boundaries snap to words. Alt held while dragging switches it off. */
  readonly snap: boolean;
  /** True: the selected span shows no handles to move its ends. */
  readonly readOnlyBoundaries: boolean;
  /** The selection was made, changed or (null) given up. While dragging it is called once, at the release. */
  readonly onSelect: (selection: ArticleSelection | null) => void;
  /** The caret moved to `offset`, over `idsUnder` (shortest first). At most once a frame. */
  readonly onCaret: (offset: Utf16Offset, idsUnder: readonly AnnotationId[]) => void;
  readonly onActivate: (activation: ArticleActivation) => void;
  /** The shortest span under the pointer. At most once a frame, only when it changes. */
  readonly onHover: (id: AnnotationId | null) => void;
  /** A handle was released elsewhere. `fragments` are those of the whole span, ready for `annotation.update`. */
  readonly onBoundaryChange: (id: AnnotationId, fragments: readonly Fragment[]) => void;
}

/** What the window can ask of the article. Offsets are UTF-16 units of the document's text. */
export interface ArticleHandle {
  focus(): void;
  /** The place of the caret (the moving end of a selection), null before the text was ever entered. */
  caret(): Utf16Offset | null;
  /** What is selected, null where the caret only stands. Outlives the focus. */
  selection(): ArticleSelection | null;
  /**
   * Selects a stretch (a caret where `start` equals `end`), as it is, without snapping; reported with `by: 'program'`.
   * `null` gives the selection up and leaves the caret. `scroll` brings it into view.
   */
  setSelection(fragment: Fragment | null, options?: { readonly scroll?: boolean }): void;
  /** Scrolls so that the stretch is in view, if it is not. */
  reveal(fragment: Fragment): void;
  /** The box around a stretch in viewport pixels, null where it is not laid out or not loaded yet. */
  rectOf(fragment: Fragment): DOMRect | null;
  /** Spans at a place, shortest first, hidden layers left out. */
  idsAt(offset: Utf16Offset): AnnotationId[];
  /** The place in the text under a point of the viewport, null beside the text. */
  offsetAt(x: number, y: number): Utf16Offset | null;
  /** The next or previous span from a place or span, in document order, hidden layers left out; null at the end. */
  neighbour(from: Utf16Offset | AnnotationId, direction: 1 | -1): AnnotationId | null;
  /** The shortest span around a span, or the first span directly within it; hidden layers left out. */
  relative(id: AnnotationId, kind: 'parent' | 'child'): AnnotationId | null;
}
