import type { Fragment } from '#model/annotation.ts';
import { asUtf16, type Utf16Offset } from '#model/offset.ts';
import { inNextFrame } from '../client/after-paint.ts';
import type { ArticleSelection, InputKind } from './article-types.ts';
import type { Geometry } from './geometry.ts';
import { snapped } from './snapping.ts';
import type { TextMap } from './text-map.ts';

export interface SelectionListener {
  /** What a tag would cover while the selection is being made, null where nothing is selected. */
  previewed(fragment: Fragment | null): void;
  selected(selection: ArticleSelection | null): void;
  /** The caret moved. At most once a frame. */
  caretMoved(offset: Utf16Offset): void;
}

/** Follows the browser's selection within the article and turns it into stretches of the document's text. */
export interface SelectionWatch {
  caret(): Utf16Offset | null;
  current(): ArticleSelection | null;
  /** A press on the text begins: what follows is selected by the mouse until `release`. */
  press(): void;
  /**
   * The press has become a drag that began at `from`. Chromium (156) loses the beginning where it lies within half a pixel of
   * a character's middle, as it can on a scaled screen: the selection then stays empty and moves with the pointer.
   */
  drag(from: Utf16Offset): void;
  /** Snapping may be switched while dragging; the preview follows. */
  setSnap(toWords: boolean): void;
  /** The press ends: tells what was selected, if anything, and whether it was. */
  release(): boolean;
  set(fragment: Fragment | null): void;
  /** Moves the caret as a key would; `extend` selects from where the selection began. */
  moveTo(offset: Utf16Offset, extend: boolean): void;
  dispose(): void;
}

interface Selected {
  readonly raw: Fragment;
  readonly fragment: Fragment;
  readonly by: InputKind;
}

export function watchSelection(
  root: HTMLElement,
  text: string,
  map: TextMap,
  geometry: Geometry,
  listener: SelectionListener,
): SelectionWatch {
  let toWords = true;
  let pressed = false;
  let origin: Utf16Offset | null = null;
  let caret: Utf16Offset | null = null;
  let backward = false;
  let selected: Selected | null = null;
  let takeBack = (): void => {};
  /** Both ends as last read or set: the browser reports its selection late and more than once. */
  let known = { anchor: -1, focus: -1 };

  const isFocused = (): boolean => document.activeElement === root;

  const withBoxes = ({ raw, fragment, by }: Selected): ArticleSelection => {
    const empty = new DOMRect();
    return {
      raw,
      fragment,
      by,
      rect: geometry.edgeOf(fragment, backward ? 'start' : 'end') ?? empty,
      bounds: geometry.boxOf(fragment) ?? empty,
    };
  };

  const tell = (): void => {
    takeBack();
    takeBack = inNextFrame(() => {
      if (caret !== null) listener.caretMoved(caret);
      if (selected?.by === 'keyboard' && !pressed) listener.selected(withBoxes(selected));
    });
  };

  const select = (raw: Fragment, by: InputKind): void => {
    const fragment = by === 'program' ? raw : snapped(text, raw, toWords);
    selected = { raw, fragment, by };
    listener.previewed(fragment);
  };

  const giveUp = (): void => {
    if (selected === null) return;
    selected = null;
    listener.previewed(null);
    listener.selected(null);
  };

  const read = (): void => {
    const selection = document.getSelection();
    if (!isFocused() || selection?.anchorNode == null || selection.focusNode === null) return;
    let anchor = map.toOffset(selection.anchorNode, selection.anchorOffset);
    const focus = map.toOffset(selection.focusNode, selection.focusOffset);
    // Elsewhere, as in a search field: what is selected in the article stays.
    if (anchor === null || focus === null) return;
    if (anchor === focus && origin !== null && origin !== focus) {
      const start = map.toPoint(origin, origin < focus ? 'start' : 'end');
      if (start !== null) {
        selection.setBaseAndExtent(start.node, start.offset, selection.focusNode, selection.focusOffset);
        anchor = origin;
      }
    }
    if (anchor === known.anchor && focus === known.focus) return;
    known = { anchor, focus };
    caret = focus;
    backward = focus < anchor;
    const raw = anchor === focus ? null : map.trim(Math.min(anchor, focus), Math.max(anchor, focus));
    if (raw === null) giveUp();
    else select(raw, pressed ? 'mouse' : 'keyboard');
    tell();
  };

  /** Makes the browser's selection what is known. It would take the focus along, so not while that is elsewhere. */
  const restore = (): void => {
    if (caret === null || !isFocused()) return;
    const anchor = map.toPoint(known.anchor, backward ? 'end' : 'start');
    const focus =
      known.anchor === known.focus ? anchor : map.toPoint(known.focus, backward ? 'start' : 'end');
    if (anchor === null || focus === null) return;
    document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
    // At the seam of two blocks one place has two points: known is what will be read again.
    known = {
      anchor: map.toOffset(anchor.node, anchor.offset) ?? known.anchor,
      focus: map.toOffset(focus.node, focus.offset) ?? known.focus,
    };
  };

  /** Takes over a stretch as what is selected, without telling of it. */
  const show = ({ start, end }: Fragment): void => {
    known = backward ? { anchor: end, focus: start } : { anchor: start, focus: end };
    caret = asUtf16(known.focus);
    restore();
  };

  document.addEventListener('selectionchange', read);
  // Focused again, the browser would put the caret at the start of the text.
  root.addEventListener('focus', restore);
  return {
    // The browser tells of a change a task later: who asks right after a key must not hear of the state before it.
    caret() {
      read();
      return caret;
    },
    current() {
      read();
      return selected && withBoxes(selected);
    },
    press() {
      pressed = true;
      origin = null;
    },
    drag(from) {
      origin = from;
    },
    setSnap(next) {
      if (next === toWords) return;
      toWords = next;
      if (pressed && selected?.by === 'mouse') select(selected.raw, 'mouse');
    },
    release() {
      read();
      pressed = false;
      origin = null;
      if (selected?.by !== 'mouse') return false;
      show(selected.fragment);
      listener.selected(withBoxes(selected));
      return true;
    },
    set(fragment) {
      if (fragment === null) {
        const at = caret;
        backward = false;
        if (at !== null && selected !== null) show({ start: at, end: at });
        giveUp();
        return;
      }
      backward = false;
      show(fragment);
      if (fragment.start === fragment.end) {
        giveUp();
      } else {
        select(fragment, 'program');
        if (selected !== null) listener.selected(withBoxes(selected));
      }
      tell();
    },
    moveTo(offset, extend) {
      const point = map.toPoint(offset, offset === 0 ? 'start' : 'end');
      const browser = document.getSelection();
      if (point === null || browser === null) return;
      if (extend) browser.extend(point.node, point.offset);
      else browser.collapse(point.node, point.offset);
      read();
    },
    dispose() {
      takeBack();
      document.removeEventListener('selectionchange', read);
      root.removeEventListener('focus', restore);
    },
  };
}
