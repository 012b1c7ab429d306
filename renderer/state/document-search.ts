import { create } from 'zustand';

interface DocumentSearch {
  /** As typed. */
  readonly typed: string;
  /** As searched for: follows the typing after a short rest. */
  readonly applied: string;
}

const REST = 150;
let timer: ReturnType<typeof setTimeout> | undefined;

export const useDocumentSearch = create<DocumentSearch>(() => ({ typed: '', applied: '' }));

export function searchDocuments(typed: string): void {
  clearTimeout(timer);
  useDocumentSearch.setState({ typed });
  const apply = (): void => useDocumentSearch.setState({ applied: typed.trim() });
  if (typed.trim() === '') apply();
  else timer = setTimeout(apply, REST);
}

/** Searches for what is typed without waiting for a rest; answers whether that is another search than before. */
export function applySearch(): boolean {
  clearTimeout(timer);
  const { typed, applied } = useDocumentSearch.getState();
  if (typed.trim() === applied) return false;
  useDocumentSearch.setState({ applied: typed.trim() });
  return true;
}
