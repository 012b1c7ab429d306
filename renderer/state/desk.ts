import { create } from 'zustand';
import type { Fragment } from '#model/annotation.ts';
import type { AnnotationId, LayerId } from '#model/ids.ts';
import type { Utf16Offset } from '#model/offset.ts';
import { TEXT_REGION } from '../commands/dispatch.ts';
import type { ArticleHandle, ArticleSelection } from '../editor/article-types.ts';

/** What lies on the desk besides the document itself: what is selected, pointed at, hidden. */
interface DeskState {
  readonly selectedId: AnnotationId | null;
  /** The span that was selected last, also where none is now: selecting text gives up the selected span, and may add to it. */
  readonly lastId: AnnotationId | null;
  readonly hoveredId: AnnotationId | null;
  readonly hiddenLayers: ReadonlySet<LayerId>;
  readonly selection: ArticleSelection | null;
  /** What is about to be tagged. */
  readonly preview: readonly Fragment[] | null;
  /** What the search of the documents finds in this one, in the order of the text. */
  readonly matches: readonly Fragment[];
  /** That of them which is looked at. */
  readonly match: Fragment | null;
  /**
   * True while a link may be made to a stretch of text: then selecting text gives it to the link instead of giving up
   * the selected span.
   */
  readonly picking: boolean;
  /** Whether the keyboard goes into the text as soon as the article is there. */
  readonly wantsFocus: boolean;
  /** The article on screen, to ask it for places. */
  readonly article: ArticleHandle | null;
}

const NO_MATCHES: readonly Fragment[] = [];

export const useDesk = create<DeskState>(() => ({
  selectedId: null,
  lastId: null,
  hoveredId: null,
  hiddenLayers: new Set(),
  selection: null,
  preview: null,
  matches: NO_MATCHES,
  match: null,
  picking: false,
  wantsFocus: false,
  article: null,
}));

/** Where the caret stands, kept apart from the state because it moves with every key and nobody redraws for it. */
export const caret: { at: Utf16Offset | null; under: readonly AnnotationId[] } = { at: null, under: [] };

export function selectAnnotation(id: AnnotationId | null): void {
  if (useDesk.getState().selectedId === id) return;
  useDesk.setState(id === null ? { selectedId: null } : { selectedId: id, lastId: id });
}

export function hoverAnnotation(id: AnnotationId | null): void {
  if (useDesk.getState().hoveredId !== id) useDesk.setState({ hoveredId: id });
}

export function toggleLayer(layer: LayerId): void {
  useDesk.setState(({ hiddenLayers }) => {
    const next = new Set(hiddenLayers);
    if (!next.delete(layer)) next.add(layer);
    return { hiddenLayers: next };
  });
}

/** Forgets everything that belonged to the document before. */
export function clearDesk(): void {
  caret.at = null;
  caret.under = [];
  useDesk.setState({
    selectedId: null,
    lastId: null,
    hoveredId: null,
    selection: null,
    preview: null,
    matches: NO_MATCHES,
    match: null,
    picking: false,
  });
}

/** Whether the keyboard is being put into the text with the caret where it was: then nobody else need see to that. */
export const entering = { now: false };

/** Puts the keyboard back into the text, where it was; while a document is being opened, as soon as it is there. */
export function focusArticle(): void {
  const { article } = useDesk.getState();
  if (!article) {
    useDesk.setState({ wantsFocus: true });
    return;
  }
  if (document.activeElement?.closest(`[${TEXT_REGION}]`)) return;
  const selected = article.selection()?.fragment;
  const at = article.caret();
  entering.now = true;
  article.focus();
  entering.now = false;
  if (selected) article.setSelection(selected);
  else if (at !== null) article.setSelection({ start: at, end: at });
}
