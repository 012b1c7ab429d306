import { useEffect, useEffectEvent, useState } from 'react';

/** What is being typed over a stored value; follows the stored value whenever that changes. */
export function useDraft(stored: string): readonly [string, (draft: string) => void] {
  const [draft, setDraft] = useState({ stored, text: stored });
  if (draft.stored !== stored) setDraft({ stored, text: stored });
  return [draft.stored === stored ? draft.text : stored, (text) => setDraft({ stored, text })];
}

/** How long the user may think between two words before what is there is stored, in milliseconds. */
const PAUSE = 800;

/** Stores what is being typed at each pause, so that nothing is lost with the window. */
export function useAutosave(text: string, stored: string, store: () => void): void {
  const save = useEffectEvent(store);
  useEffect(() => {
    if (text === stored) return;
    const timer = setTimeout(save, PAUSE);
    return () => clearTimeout(timer);
  }, [text, stored]);
}
