/** Scrolls a list no further than it takes to show what lies between; CSS pixels from the top of what it scrolls. */
export function revealBetween(list: HTMLElement, top: number, bottom: number): void {
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}
