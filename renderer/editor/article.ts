import type { Annotation, Fragment } from '#model/annotation.ts';
import type { Block } from '#model/document.ts';
import type { AnnotationId, DocumentId } from '#model/ids.ts';
import { createLanes } from '#model/lanes.ts';
import { asUtf16, type Utf16Offset } from '#model/offset.ts';
import { createSpanIndex } from '#model/span-index.ts';
import { inNextFrame } from '../client/after-paint.ts';
import type { AnnotationChange, AnnotationSource } from '../client/annotation-source.ts';
import { watchKeys } from './article-keys.ts';
import { watchPointer } from './article-pointer.ts';
import { type ArticleProbe, exposeProbe } from './article-probe.ts';
import { watchSelection } from './article-selection.ts';
import { showText } from './article-text.ts';
import type { ArticleHandle, ArticleViewProps, AttentionSource } from './article-types.ts';
import { blocksInView } from './block-window.ts';
import { createBoundaryHandles } from './boundary-handles.ts';
import { displayBlocks, sectionsOf } from './display-blocks.ts';
import { createGeometry } from './geometry.ts';
import { createPainter } from './painter.ts';
import { createReveal } from './reveal.ts';
import { createTextMap } from './text-map.ts';

/** The elements of an article: what scrolls, the text in it, and a layer over the text. */
export interface ArticleElements {
  readonly scroller: HTMLElement;
  readonly root: HTMLElement;
  readonly overlay: HTMLElement;
}

export interface ArticleDocument {
  readonly id: DocumentId;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** What may change while an article is open, without loading it anew. */
export type ArticleLook = Pick<ArticleViewProps, 'layers' | 'hiddenLayers' | 'readOnlyBoundaries'>;

/** What the article asks at the time of each event. */
export type ArticleListener = Pick<
  ArticleViewProps,
  'snap' | 'onSelect' | 'onCaret' | 'onActivate' | 'onHover' | 'onBoundaryChange'
>;

export interface Article {
  readonly handle: ArticleHandle;
  setLook(look: ArticleLook): void;
  dispose(): void;
}

/**
 * Pixels beyond the view in which blocks are painted while it scrolls, so that they come into it painted. At rest none:
 * whatever changes on the page, the browser draws all painted blocks anew.
 */
const AHEAD = 160;

let articles = 0;

/** Opens a document in the given elements. Everything that React need not know of happens here. */
export function openArticle(
  { scroller, root, overlay }: ArticleElements,
  { id: documentId, text, blocks }: ArticleDocument,
  annotations: AnnotationSource,
  attention: AttentionSource,
  initial: ArticleLook,
  listener: () => ArticleListener,
): Article {
  const shown = displayBlocks(text, blocks);
  const sections = sectionsOf(shown);
  const map = createTextMap(root, shown, text.length);
  const geometry = createGeometry(text, map);
  const isOurs = (annotation: Annotation): boolean => annotation.documentId === documentId;
  const index = createSpanIndex<Annotation>(
    shown.map(({ start }) => start),
    annotations.all().filter(isOurs),
  );
  const lanes = createLanes(index);
  articles++;
  const painter = createPainter(`article-${articles}`, map, index, lanes);
  const abort = new AbortController();
  const { signal } = abort;

  let look: ArticleLook = { ...initial, layers: [] };
  let attended = attention.now();
  let selectionPreview: Fragment | null = null;
  let handlePreview: readonly Fragment[] | null = null;
  let hovered = attended.hoveredId;
  let printing = false;
  let scrolling = false;
  let view = { from: 0, to: 0 };

  const isVisible = (span: Annotation): boolean => !look.hiddenLayers.has(span.layer);
  const stackAt = (offset: Utf16Offset): AnnotationId[] => {
    const under = index.at(offset, isVisible);
    return (under.length > 0 ? under : index.touching(offset, isVisible)).map(({ id }) => id);
  };
  const stackUnder = (offset: Utf16Offset): AnnotationId[] => index.at(offset, isVisible).map(({ id }) => id);

  const paintPreview = (): void =>
    painter.setPreview(
      handlePreview ?? attended.preview ?? (selectionPreview === null ? [] : [selectionPreview]),
    );
  const paintEmphasis = (): void => {
    const { selectedId, linkedIds } = attended;
    painter.setEmphasis({
      linked: linkedIds,
      selected: selectedId === null ? [] : [selectedId],
      hovered: hovered === null || hovered === selectedId ? [] : [hovered],
    });
  };

  const paintMatches = (): void => painter.setMatches(attended.matches, attended.match);

  const selection = watchSelection(root, text, map, geometry, {
    previewed(fragment) {
      selectionPreview = fragment;
      paintPreview();
    },
    selected: (made) => listener().onSelect(made),
    caretMoved: (offset) => listener().onCaret(offset, stackAt(offset)),
  });
  const pointer = watchPointer(root, geometry, selection, stackUnder, () => listener().snap, {
    clicked(offset, id, stack) {
      if (offset !== null) listener().onActivate({ id, stack, offset, by: 'mouse' });
    },
    hovered(id) {
      hovered = id;
      paintEmphasis();
      listener().onHover(id);
    },
  });
  const handles = createBoundaryHandles(
    overlay,
    text,
    geometry,
    (offset) => {
      const block = map.blockAt(offset);
      return block >= view.from && block < view.to;
    },
    () => listener().snap,
    {
      previewed(fragments) {
        handlePreview = fragments;
        paintPreview();
      },
      moved: (id, fragments) => listener().onBoundaryChange(id, fragments),
      clickedThrough: (x, y) => pointer.click(x, y),
    },
  );
  const selectedSpan = (): Annotation | undefined =>
    attended.selectedId === null ? undefined : index.get(attended.selectedId);
  let held: Annotation | undefined;
  const placeHandles = (): void => {
    const span = selectedSpan();
    held = span;
    handles.place(span !== undefined && isVisible(span) && !look.readOnlyBoundaries ? span : null);
  };

  const follow = (): void => {
    view = printing
      ? { from: 0, to: map.loaded }
      : blocksInView(scroller, map, sections, scrolling ? AHEAD : 0);
    painter.setWindow(view);
    placeHandles();
  };

  const due = new Set<number>();
  let takeBack: (() => void) | null = null;
  /**
   * Paints what has changed with the next frame, together with the panes: for each moment before it at which the browser
   * has to know where things are, it would go through all painted spans once more.
   */
  const paintSoon = (): void => {
    takeBack ??= inNextFrame(() => {
      takeBack = null;
      painter.repaint(due);
      due.clear();
      paintEmphasis();
      paintPreview();
      paintMatches();
      if (selectedSpan() !== held) placeHandles();
    });
  };

  const applyChange = ({ put, removed }: AnnotationChange): void => {
    const touch = (span: Annotation): void => {
      for (const other of [span, ...lanes.invalidate(span)]) {
        for (const block of index.bucketsOf(other)) due.add(block);
      }
    };
    const takeOut = (id: AnnotationId): void => {
      const span = index.remove(id);
      if (span !== undefined) touch(span);
    };
    for (const id of removed) takeOut(id);
    for (const annotation of put.filter(isOurs)) {
      takeOut(annotation.id);
      index.add(annotation);
      touch(annotation);
    }
    paintSoon();
  };

  const setLook = (next: ArticleLook): void => {
    const before = look;
    look = next;
    if (next.layers !== before.layers || next.hiddenLayers !== before.hiddenLayers) {
      painter.setLayers(next.layers, next.hiddenLayers);
    }
    placeHandles();
  };

  const attend = (): void => {
    const before = attended;
    attended = attention.now();
    const same =
      attended.hoveredId === hovered &&
      attended.selectedId === before.selectedId &&
      attended.preview === before.preview &&
      attended.matches === before.matches &&
      attended.match === before.match &&
      attended.linkedIds.join() === before.linkedIds.join();
    hovered = attended.hoveredId;
    // What is hovered here is painted before anybody is told.
    if (!same) paintSoon();
  };

  scroller.scrollTop = 0;
  setLook(initial);
  paintEmphasis();
  paintPreview();
  paintMatches();
  const firstPaint = markNextFrame('standoff:article-first-paint', signal);
  const shownText = showText(root, text, map, sections, firstPaint, {
    loaded() {
      // As the text comes in parts, so do its spans: all at once, with the first change, they would be felt.
      index.settle(shown[map.loaded]?.start);
      follow();
    },
    restored() {
      painter.repaintAll();
      follow();
    },
  });
  const complete = shownText.complete.then(() => markNextFrame('standoff:article-loaded', signal));
  const reveal = createReveal(scroller, geometry, complete, signal);
  const unsubscribes = [annotations.subscribe(applyChange), attention.subscribe(attend)];
  for (const type of ['scroll', 'scrollend'] as const) {
    scroller.addEventListener(
      type,
      () => {
        scrolling = type === 'scroll';
        follow();
      },
      { signal, passive: true },
    );
  }
  const resizes = new ResizeObserver(follow);
  resizes.observe(root);
  resizes.observe(scroller);
  watchKeys(
    root,
    text,
    selection,
    {
      entered(offset) {
        const stack = stackAt(offset);
        const chosen =
          attended.selectedId !== null && stack.includes(attended.selectedId)
            ? attended.selectedId
            : stack[0];
        if (chosen !== undefined) listener().onActivate({ id: chosen, stack, offset, by: 'keyboard' });
      },
      reveal,
    },
    signal,
  );
  for (const type of ['beforeprint', 'afterprint'] as const) {
    globalThis.addEventListener(
      type,
      () => {
        printing = type === 'beforeprint';
        follow();
      },
      { signal },
    );
  }
  const handle: ArticleHandle = {
    focus: () => root.focus({ preventScroll: true }),
    caret: selection.caret,
    selection: selection.current,
    setSelection(fragment, options) {
      const set = (): void => {
        selection.set(fragment);
        if (fragment !== null && options?.scroll === true) reveal(fragment);
      };
      if (fragment === null || map.toPoint(fragment.end, 'end') !== null) set();
      else void complete.then(() => !signal.aborted && set());
    },
    reveal,
    rectOf: geometry.boxOf,
    idsAt: stackAt,
    offsetAt: geometry.characterAt,
    neighbour(from, direction) {
      const place = typeof from === 'number' ? from : index.get(from);
      return (place !== undefined && index.neighbour(place, direction, isVisible)?.id) || null;
    },
    relative(id, kind) {
      const span = index.get(id);
      if (span === undefined) return null;
      return (kind === 'parent' ? index.parent(span, isVisible) : index.child(span, isVisible))?.id ?? null;
    },
  };

  const hideProbe = exposeProbe(root, {
    complete,
    blocks: () => shown.length,
    loaded: () => map.loaded,
    spans: () => index.size,
    ranges: painter.count,
    window: () => view,
    hitTest: (x, y) => {
      const offset = geometry.characterAt(x, y);
      return offset === null ? [] : stackUnder(offset);
    },
    shownText: () => shown.map((_, block) => map.textNodeOf(block)?.data ?? null),
    boxOf: (start, end) => geometry.boxOf({ start: asUtf16(start), end: asUtf16(end) }),
  } satisfies ArticleProbe);

  return {
    handle,
    setLook,
    dispose() {
      abort.abort();
      takeBack?.();
      for (const unsubscribe of unsubscribes) unsubscribe();
      resizes.disconnect();
      hideProbe();
      handles.dispose();
      pointer.dispose();
      selection.dispose();
      shownText.dispose();
      painter.dispose();
    },
  };
}

/** Sets a performance mark once the frame that is being prepared was drawn. */
function markNextFrame(name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      // A task after the frame's callbacks: by then its layout and paint are done. Not a timer, others may be due first.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        if (!signal.aborted) performance.mark(name);
        resolve();
      };
      port2.postMessage(null);
    });
  });
}
