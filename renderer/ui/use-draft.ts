import { useState } from 'react';

/** What is being typed over a stored value; follows the stored value whenever that changes. */
export function useDraft(stored: string): readonly [string, (draft: string) => void] {
  const [draft, setDraft] = useState({ stored, text: stored });
  if (draft.stored !== stored) setDraft({ stored, text: stored });
  return [draft.stored === stored ? draft.text : stored, (text) => setDraft({ stored, text })];
}
