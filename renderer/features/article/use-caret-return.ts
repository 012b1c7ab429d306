import { type RefObject, useEffect } from 'react';
import { entering, useDesk } from '../../state/desk.ts';

/**
 * Puts the caret back where it was when the keyboard returns to the text: the browser would begin at the first
 * letter. A click puts it where it points.
 */
export function useCaretReturn(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    let pressed = false;
    const press = (): void => {
      pressed = true;
    };
    const release = (): void => {
      pressed = false;
    };
    const enter = (event: FocusEvent): void => {
      const { article } = useDesk.getState();
      if (pressed || entering.now || !article) return;
      if (element.contains(event.relatedTarget as Node | null)) return;
      const selected = article.selection()?.fragment;
      const at = article.caret();
      // The browser moves its caret only after this event.
      setTimeout(() => {
        if (pressed || !element.contains(document.activeElement)) return;
        if (selected) article.setSelection(selected);
        else if (at !== null) article.setSelection({ start: at, end: at });
      }, 0);
    };
    element.addEventListener('pointerdown', press, { capture: true });
    window.addEventListener('pointerup', release, { capture: true });
    window.addEventListener('pointercancel', release, { capture: true });
    element.addEventListener('focusin', enter);
    return () => {
      element.removeEventListener('pointerdown', press, { capture: true });
      window.removeEventListener('pointerup', release, { capture: true });
      window.removeEventListener('pointercancel', release, { capture: true });
      element.removeEventListener('focusin', enter);
    };
  }, [region]);
}
