import type { Fragment } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import type { Geometry } from './geometry.ts';
import { withEndMoved } from './snapping.ts';

/** The span whose ends can be moved. */
export interface Movable {
  readonly id: AnnotationId;
  readonly fragments: readonly Fragment[];
}

export interface HandleListener {
  /** What the span would cover, null when the drag is over. */
  previewed(fragments: readonly Fragment[] | null): void;
  moved(id: AnnotationId, fragments: readonly Fragment[]): void;
  /** A press without a drag: meant for the text beneath. */
  clickedThrough(x: number, y: number): void;
}

/** Two handles at the ends of the selected span. They are for the mouse only: keys move the ends by commands. */
export interface BoundaryHandles {
  /** Shows the handles at a span's ends; null hides them. Call again whenever the text may have moved. */
  place(span: Movable | null): void;
  dispose(): void;
}

type Edge = 'start' | 'end';

export function createBoundaryHandles(
  overlay: HTMLElement,
  text: string,
  geometry: Geometry,
  isVisible: (offset: number) => boolean,
  snap: () => boolean,
  listener: HandleListener,
): BoundaryHandles {
  let span: Movable | null = null;
  let drag: { readonly edge: Edge; fragments: readonly Fragment[]; moved: boolean } | null = null;

  const handles: Record<Edge, HTMLElement> = { start: makeHandle('start'), end: makeHandle('end') };
  overlay.append(handles.start, handles.end);

  const placeAt = (fragments: readonly Fragment[]): void => {
    if (fragments.length === 0) {
      // Without a look at the page, which would have it laid out.
      for (const handle of [handles.start, handles.end]) handle.hidden = true;
      return;
    }
    const origin = overlay.getBoundingClientRect();
    for (const edge of ['start', 'end'] as const) {
      const fragment = edge === 'start' ? fragments[0] : fragments[fragments.length - 1];
      const inView =
        fragment !== undefined && isVisible(edge === 'start' ? fragment.start : fragment.end - 1);
      const box = fragment !== undefined && inView ? geometry.edgeOf(fragment, edge) : null;
      const handle = handles[edge];
      handle.hidden = box === null;
      if (box === null) continue;
      handle.style.transform = `translate(${box.x - origin.x}px,${box.y - origin.y}px)`;
      handle.style.height = `${box.height}px`;
    }
  };

  const finish = (keep: boolean): void => {
    const done = drag;
    drag = null;
    overlay.removeAttribute('data-dragging');
    listener.previewed(null);
    if (span === null || done === null) return;
    if (keep && done.moved) listener.moved(span.id, done.fragments);
    placeAt(span.fragments);
  };

  function makeHandle(edge: Edge): HTMLElement {
    const handle = document.createElement('div');
    handle.className = `article-handle article-handle-${edge}`;
    handle.hidden = true;
    const grip = document.createElement('div');
    grip.className = 'article-grip';
    handle.append(grip);
    let from = { x: 0, y: 0 };
    let frame = 0;
    grip.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || span === null) return;
      event.preventDefault();
      event.stopPropagation();
      grip.setPointerCapture(event.pointerId);
      from = { x: event.clientX, y: event.clientY };
      drag = { edge, fragments: span.fragments, moved: false };
      // The handles must not lie between the pointer and the text while one is dragged.
      overlay.setAttribute('data-dragging', '');
    });
    // Without this the press would go on to select text.
    grip.addEventListener('mousedown', (event) => event.preventDefault());
    grip.addEventListener('pointermove', (event) => {
      if (drag === null || (!drag.moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 3))
        return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const line = handle.offsetHeight;
        // The grip hangs above or below its line: what is meant is the text beside it.
        const to = geometry.caretAt(event.clientX, event.clientY + (edge === 'start' ? line / 2 : -line / 2));
        if (drag === null || span === null || to === null) return;
        const fragments = withEndMoved(text, span.fragments, edge, to, snap() && !event.altKey);
        drag = { edge, fragments, moved: true };
        listener.previewed(fragments);
        placeAt(fragments);
      });
    });
    grip.addEventListener('pointerup', (event) => {
      cancelAnimationFrame(frame);
      const click = drag !== null && !drag.moved;
      finish(true);
      if (click) listener.clickedThrough(event.clientX, event.clientY);
    });
    grip.addEventListener('pointercancel', () => finish(false));
    return handle;
  }

  const cancel = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || drag === null) return;
    event.preventDefault();
    event.stopPropagation();
    finish(false);
  };
  globalThis.addEventListener('keydown', cancel, { capture: true });

  return {
    place(next) {
      span = next;
      if (drag === null) placeAt(next?.fragments ?? []);
    },
    dispose() {
      globalThis.removeEventListener('keydown', cancel, { capture: true });
      handles.start.remove();
      handles.end.remove();
    },
  };
}
