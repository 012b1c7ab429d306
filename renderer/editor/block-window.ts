import type { Section } from './display-blocks.ts';
import type { TextMap } from './text-map.ts';

/** Display blocks `[from, to)`. */
export interface BlockWindow {
  readonly from: number;
  readonly to: number;
}

/** The loaded blocks in view, and those within `margin` pixels beyond its edges. */
export function blocksInView(
  scroller: HTMLElement,
  map: TextMap,
  sections: readonly Section[],
  margin: number,
): BlockWindow {
  const view = scroller.getBoundingClientRect();
  const loaded = sections.filter(({ to }) => to <= map.loaded).length;
  if (loaded === 0 || view.height === 0) return { from: 0, to: 0 };
  const from = blockAtHeight(map, sections, loaded, view.top - margin);
  const last = blockAtHeight(map, sections, loaded, view.bottom + margin);
  return { from, to: last + 1 };
}

/**
 * The first block that ends below `y`. Searched by sections first: to measure a block in a section that the browser
 * skips would make it lay that section out.
 */
function blockAtHeight(map: TextMap, sections: readonly Section[], loaded: number, y: number): number {
  const sectionAt = (index: number): Section => sections[index] ?? { from: 0, to: 0 };
  const sectionBottom = (index: number): number =>
    map.elementOf(sectionAt(index).from)?.closest('.article-section')?.getBoundingClientRect().bottom ?? 0;
  const section = sectionAt(firstWhere(0, loaded - 1, (index) => sectionBottom(index) >= y));
  const blockBottom = (index: number): number => map.elementOf(index)?.getBoundingClientRect().bottom ?? 0;
  return firstWhere(section.from, section.to - 1, (index) => blockBottom(index) >= y);
}

/** The first of `[low, high]` that a monotonous condition holds for, or `high`. */
function firstWhere(low: number, high: number, condition: (index: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (condition(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
