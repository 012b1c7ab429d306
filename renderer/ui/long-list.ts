/** Rows of a long list in groups, each group under a heading. Every row is as high as every other. */
export interface LongListGroup<Item> {
  readonly id: string;
  readonly items: readonly Item[];
}

/** CSS pixels. */
export interface LongListMeasure {
  readonly row: number;
  readonly heading: number;
}

/** Where a group lies, and which of its rows are to be drawn: `[from, to)`. */
export interface LongListSlice {
  /** CSS pixels from the top of the list. */
  readonly top: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  /** How many rows the groups before have. */
  readonly before: number;
}

/** What of each group is near the viewport; costs no more for long groups than for short ones. */
export function sliceGroups(
  groups: readonly LongListGroup<unknown>[],
  { row, heading }: LongListMeasure,
  viewport: { readonly top: number; readonly height: number; readonly margin: number },
): readonly LongListSlice[] {
  let top = 0;
  let before = 0;
  return groups.map(({ items }) => {
    const height = heading + items.length * row;
    const firstRow = top + heading;
    const rowAt = (place: number): number => Math.min(items.length, Math.max(0, place));
    const from = rowAt(Math.floor((viewport.top - viewport.margin - firstRow) / row));
    const to = rowAt(Math.ceil((viewport.top + viewport.height + viewport.margin - firstRow) / row));
    const slice = { top, height, from, to, before };
    top += height;
    before += items.length;
    return slice;
  });
}

/** Group and place in it of a row, counted over all groups; null where there is none. */
export function rowAt(
  groups: readonly LongListGroup<unknown>[],
  index: number,
): { readonly group: number; readonly place: number } | null {
  let left = index;
  for (const [group, { items }] of groups.entries()) {
    if (left < 0) return null;
    if (left < items.length) return { group, place: left };
    left -= items.length;
  }
  return null;
}

/** CSS pixels from the top of the list to a row, counted over all groups. */
export function topOfRow(
  groups: readonly LongListGroup<unknown>[],
  { row, heading }: LongListMeasure,
  index: number,
): number {
  const at = rowAt(groups, index);
  return at === null ? 0 : (at.group + 1) * heading + index * row;
}

/** Where a key leads from a row; null where the key is none of the list's. `page` is how many rows are in sight. */
export function rowAfterKey(key: string, index: number, count: number, page: number): number | null {
  const within = (next: number): number => Math.min(count - 1, Math.max(0, next));
  switch (key) {
    case 'ArrowDown':
      return within(index + 1);
    case 'ArrowUp':
      return within(index - 1);
    case 'PageDown':
      return within(index + page);
    case 'PageUp':
      return within(index - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
