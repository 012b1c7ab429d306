import type { AnnotationId } from '#model/ids.ts';
import type { Utf16Offset } from '#model/offset.ts';
import type { SelectionWatch } from './article-selection.ts';
import type { Geometry } from './geometry.ts';

/** Pixels that a hand moves without meaning to. */
const STILL = 4;

export interface PointerListener {
  clicked(offset: Utf16Offset | null, id: AnnotationId | null, stack: readonly AnnotationId[]): void;
  hovered(id: AnnotationId | null): void;
}

export interface PointerWatch {
  /** Clicks on the text at a point, as if the mouse had been pressed and released there. */
  click(x: number, y: number): void;
  dispose(): void;
}

/**
 * Mouse and pen on the text: hovering finds the shortest span under the pointer, a click takes it and further clicks at the
 * same place go outward, dragging selects with the snapping shown live. `stackAt` gives spans, shortest first.
 */
export function watchPointer(
  root: HTMLElement,
  geometry: Geometry,
  selection: SelectionWatch,
  stackAt: (offset: Utf16Offset) => AnnotationId[],
  snap: () => boolean,
  listener: PointerListener,
): PointerWatch {
  const abort = new AbortController();
  const { signal } = abort;
  /** `begin` is the place pressed on, null where the press goes on with a selection, as with Shift. */
  let press: { readonly x: number; readonly y: number; readonly begin: Utf16Offset | null } | null = null;
  /** The last click that took a span: where, which spans lay there, and which of them it took. */
  let taken: {
    readonly x: number;
    readonly y: number;
    readonly stack: string;
    readonly depth: number;
  } | null = null;
  let hovered: AnnotationId | null = null;
  let frame = 0;

  const idsAt = (x: number, y: number): AnnotationId[] => {
    const offset = geometry.characterAt(x, y);
    return offset === null ? [] : stackAt(offset);
  };
  const near = (a: { x: number; y: number } | null, b: { x: number; y: number }): boolean =>
    a !== null && Math.hypot(a.x - b.x, a.y - b.y) <= STILL;

  const hover = (id: AnnotationId | null): void => {
    if (id === hovered) return;
    hovered = id;
    listener.hovered(id);
  };

  const click = (x: number, y: number): void => {
    const offset = geometry.characterAt(x, y);
    const stack = offset === null ? [] : stackAt(offset);
    const key = stack.join();
    const again = stack.length > 0 && near(taken, { x, y }) && taken?.stack === key;
    const depth = again && taken !== null ? (taken.depth + 1) % stack.length : 0;
    taken = stack.length > 0 ? { x, y, stack: key, depth } : null;
    listener.clicked(offset ?? geometry.caretAt(x, y), stack[depth] ?? null, stack);
  };

  root.addEventListener(
    'mousedown',
    (event) => {
      if (event.button !== 0) return;
      const at = { x: event.clientX, y: event.clientY };
      // Clicks in quick succession on nested spans go outward too, instead of selecting a word.
      if (event.detail > 1 && near(taken, at) && idsAt(at.x, at.y).length > 1) event.preventDefault();
      // A press within what is selected begins a new selection; it does not drag the text away.
      else if (!event.shiftKey && event.detail === 1 && selection.current() !== null) selection.set(null);
      const single = event.detail === 1 && !event.shiftKey;
      press = { ...at, begin: single ? geometry.caretAt(at.x, at.y) : null };
      selection.press();
      selection.setSnap(snap() && !event.altKey);
      hover(null);
    },
    { signal, capture: true },
  );
  root.addEventListener('dragstart', (event) => event.preventDefault(), { signal });

  root.addEventListener(
    'pointermove',
    (event) => {
      if (press !== null) {
        if (press.begin !== null && !near(press, { x: event.clientX, y: event.clientY })) {
          selection.drag(press.begin);
        }
        selection.setSnap(snap() && !event.altKey);
        return;
      }
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (event.buttons === 0) hover(idsAt(event.clientX, event.clientY)[0] ?? null);
      });
    },
    { signal, passive: true },
  );
  root.addEventListener(
    'pointerleave',
    () => {
      cancelAnimationFrame(frame);
      hover(null);
    },
    { signal },
  );

  const release = (event: MouseEvent): void => {
    if (press === null || event.button !== 0) return;
    const still = near(press, { x: event.clientX, y: event.clientY });
    const start = press;
    press = null;
    selection.setSnap(snap() && !event.altKey);
    if (!selection.release() && still) click(start.x, start.y);
    selection.setSnap(snap());
  };
  // The release may come outside the article, even outside the window.
  globalThis.addEventListener('mouseup', release, { signal, capture: true });
  for (const type of ['keydown', 'keyup'] as const) {
    globalThis.addEventListener(
      type,
      (event) => {
        if (event.key === 'Alt' && press !== null) {
          selection.setSnap(snap() && type === 'keyup');
          event.preventDefault();
        }
      },
      { signal },
    );
  }

  return {
    click,
    dispose() {
      cancelAnimationFrame(frame);
      abort.abort();
    },
  };
}
