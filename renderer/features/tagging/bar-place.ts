/** Where the bar stands, in viewport pixels. */
export interface BarPlace {
  readonly left: number;
  readonly top: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const GAP = 10;

/**
 * The place of the bar beside a selection and not over it: in the margin to the right of the text where it fits,
 * else below the selection, else above it, always within the article's pane.
 */
export function placeBar(
  selection: Box,
  column: Box,
  pane: Box,
  bar: { readonly width: number; readonly height: number },
): BarPlace {
  const within = (value: number, least: number, most: number): number =>
    Math.max(least, Math.min(value, Math.max(least, most)));
  const lowest = pane.bottom - bar.height - GAP;
  if (pane.right - column.right >= bar.width + 2 * GAP) {
    return { left: column.right + GAP, top: within(selection.top, pane.top + GAP, lowest) };
  }
  const left = within(selection.left, pane.left + GAP, pane.right - bar.width - GAP);
  const below = selection.bottom + GAP;
  if (below <= lowest) return { left, top: below };
  const above = selection.top - GAP - bar.height;
  return { left, top: within(above, pane.top + GAP, lowest) };
}
