/** What of a list is seen; CSS pixels from the top of what it scrolls. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
}

/** Where the viewport goes to show what lies between, no further than it takes. */
export function topToReveal(viewport: Viewport, top: number, bottom: number): number {
  if (top < viewport.top) return top;
  return bottom > viewport.top + viewport.height ? bottom - viewport.height : viewport.top;
}

/** Scrolls a list no further than it takes to show what lies between; CSS pixels from the top of what it scrolls. */
export function revealBetween(list: HTMLElement, top: number, bottom: number): void {
  const viewport = { top: list.scrollTop, height: list.clientHeight };
  const next = topToReveal(viewport, top, bottom);
  if (next !== viewport.top) list.scrollTop = next;
}
