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
 * The place of the bar beside a selection and not over it: in the margin to the right of the text or to its left where it
 * fits, else above, over what has been read, else below with the next line left free (`line` pixels high) or, where there
 * is no other room, without. Always within the article's pane.
 */
export function placeBar(
  selection: Box,
  column: Box,
  pane: Box,
  bar: { readonly width: number; readonly height: number },
  line: number,
): BarPlace {
  const within = (value: number, least: number, most: number): number =>
    Math.max(least, Math.min(value, Math.max(least, most)));
  const highest = pane.top + GAP;
  const lowest = pane.bottom - bar.height - GAP;
  const inMargin = bar.width + 2 * GAP;
  const beside = within(selection.top, highest, lowest);
  if (pane.right - column.right >= inMargin) return { left: column.right + GAP, top: beside };
  if (column.left - pane.left >= inMargin) return { left: column.left - GAP - bar.width, top: beside };
  const left = within(selection.left, pane.left + GAP, pane.right - bar.width - GAP);
  const above = selection.top - GAP - bar.height;
  if (above >= highest) return { left, top: above };
  const below = selection.bottom + GAP;
  return { left, top: below + line <= lowest ? below + line : within(below, highest, lowest) };
}
