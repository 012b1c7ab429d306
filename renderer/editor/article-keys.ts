import type { Fragment } from '#model/annotation.ts';
import { asUtf16, type Utf16Offset } from '#model/offset.ts';
import type { SelectionWatch } from './article-selection.ts';

export interface KeyListener {
  /** Enter at the caret, with nothing selected. */
  entered(offset: Utf16Offset): void;
  reveal(fragment: Fragment): void;
}

/** What the article answers itself of the keyboard and the clipboard; all other keys are the window's. */
export function watchKeys(
  root: HTMLElement,
  text: string,
  selection: SelectionWatch,
  listener: KeyListener,
  signal: AbortSignal,
): void {
  root.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter' && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        const offset = selection.caret();
        if (offset !== null && selection.current() === null) listener.entered(offset);
        return;
      }
      const to = endMeant(event, text.length);
      if (to === null) return;
      selection.moveTo(to, event.shiftKey);
      listener.reveal({ start: to, end: to });
      event.preventDefault();
    },
    { signal },
  );
  root.addEventListener(
    'copy',
    (event) => {
      const made = selection.current();
      if (made === null) return;
      // What is shown as selected: after the mouse that is what it snapped to.
      const { start, end } = made.by === 'keyboard' ? made.raw : made.fragment;
      event.clipboardData?.setData('text/plain', text.slice(start, end));
      event.preventDefault();
      // Lexical would put its own representation of the nodes on the clipboard.
      event.stopImmediatePropagation();
    },
    { signal, capture: true },
  );
}

/** The start or the end of the text, where a key means them: the browser goes only as far as it has laid the text out. */
function endMeant(event: KeyboardEvent, length: number): Utf16Offset | null {
  const control = event.ctrlKey && !event.metaKey && !event.altKey;
  const command = event.metaKey && !event.ctrlKey && !event.altKey;
  if ((control && event.key === 'Home') || (command && event.key === 'ArrowUp')) return asUtf16(0);
  if ((control && event.key === 'End') || (command && event.key === 'ArrowDown')) return asUtf16(length);
  return null;
}
