import type { Fragment } from '#model/annotation.ts';
import type { AnnotationId, LayerId } from '#model/ids.ts';
import type { Lanes } from '#model/lanes.ts';
import type { SpanIndex } from '#model/span-index.ts';
import type { ArticleLayer } from './article-types.ts';
import type { BlockWindow } from './block-window.ts';
import { createHighlights } from './highlights.ts';
import { LANES, type PaintedSpan, planBlock } from './paint-plan.ts';
import {
  EMPHASES,
  type Emphasis,
  emphasisName,
  matchName,
  paintRules,
  previewName,
  quietName,
  restingName,
} from './paint-style.ts';
import type { TextMap } from './text-map.ts';

/** Which spans stand out. */
export type Emphasised = Readonly<Record<Emphasis, readonly AnnotationId[]>>;

/**
 * Paints spans on the text by CSS custom highlights: no element, no change to the DOM. Only blocks near the view are
 * registered, because the browser goes through all registered ranges whenever anything on the page changes.
 */
export interface Painter {
  setLayers(layers: readonly ArticleLayer[], hidden: ReadonlySet<LayerId>): void;
  /** Paints this window and nothing else; what stays in view is left alone. */
  setWindow(window: BlockWindow): void;
  /** Paints these blocks anew, if they are in the window. */
  repaint(blocks: Iterable<number>): void;
  /** Paints everything anew, after the text was put back. */
  repaintAll(): void;
  setEmphasis(emphasised: Emphasised): void;
  setPreview(fragments: readonly Fragment[]): void;
  /** What a search has found, in the order of the text and none within another, and which of it is looked at. */
  setMatches(matches: readonly Fragment[], current: Fragment | null): void;
  /** How many ranges are registered. */
  count(): number;
  dispose(): void;
}

export function createPainter<S extends PaintedSpan>(
  prefix: string,
  map: TextMap,
  index: SpanIndex<S>,
  lanes: Lanes<S>,
): Painter {
  const highlights = createHighlights(map);
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let layers: readonly ArticleLayer[] = [];
  let resting = new Set<string>();
  let layerIndex = new Map<LayerId, number>();
  let hidden: ReadonlySet<LayerId> = new Set();
  let window: BlockWindow = { from: 0, to: 0 };
  let emphasised: Emphasised = { linked: [], selected: [], hovered: [] };
  let preview: readonly Fragment[] = [];
  let matches: readonly Fragment[] = [];
  let match: Fragment | null = null;

  const isShown = (span: S): boolean => layerIndex.has(span.layer) && !hidden.has(span.layer);
  const isInWindow = (block: number): boolean => block >= window.from && block < window.to;

  const paintBlock = (block: number): void => {
    const bounds = map.blocks[block];
    if (bounds === undefined || !isInWindow(block)) return;
    const pieces = index.inBucket(block).filter(({ span }) => isShown(span));
    const plan = planBlock(pieces, bounds.end - bounds.start, lanes.laneOf);
    highlights.put(
      block,
      plan.map(({ layer, lane, start, end }) => ({
        name: restingName(prefix, layerIndex.get(layer) ?? 0, lane),
        priority: LANES - lane,
        start,
        end,
      })),
    );
  };

  /** Emphasis and preview are few: they are put anew as a whole, cut to the window. */
  const paintEmphasis = (): void => {
    const ranges = EMPHASES.flatMap((emphasis, rank) =>
      emphasised[emphasis].flatMap((id) => {
        const span = index.get(id);
        if (span === undefined || !isShown(span)) return [];
        const lane = Math.min(LANES - 1, lanes.laneOf(span));
        const name = emphasisName(prefix, emphasis, layerIndex.get(span.layer) ?? 0, lane);
        return span.fragments.map(({ start, end }) => ({ name, priority: 10 + rank, start, end }));
      }),
    );
    const previews = preview.map(({ start, end }) => ({
      name: previewName(prefix),
      priority: 20,
      start,
      end,
    }));
    highlights.putAcross('emphasis', [...ranges, ...previews], window);
    const quiet = ranges.length > 0;
    highlights.renameAll((name) => (quiet && resting.has(name) ? quietName(name) : name));
  };

  /** There may be as many as letters: only those in the window are looked at. */
  const paintMatches = (): void => {
    const from = map.blocks[window.from]?.start ?? 0;
    const to = map.blocks[window.to - 1]?.end ?? 0;
    const inWindow = matches.slice(
      firstWhere(matches, ({ end }) => end > from),
      firstWhere(matches, ({ start }) => start >= to),
    );
    highlights.putAcross(
      'matches',
      inWindow.map((one) => ({ name: matchName(prefix, one === match), priority: 15, ...one })),
      window,
    );
  };

  const repaintAll = (): void => {
    highlights.clearAll();
    for (let block = window.from; block < window.to; block++) paintBlock(block);
    paintEmphasis();
    paintMatches();
  };

  return {
    setLayers(next, nowHidden) {
      hidden = nowHidden;
      if (next !== layers) {
        // New rules make the browser restyle the whole text: not for a mere filter.
        layers = next;
        layerIndex = new Map(layers.map(({ id }, position) => [id, position]));
        resting = new Set(
          layers.flatMap((_, i) => Array.from({ length: LANES }, (_, l) => restingName(prefix, i, l))),
        );
        sheet.replaceSync(paintRules(prefix, layers));
      }
      for (let block = window.from; block < window.to; block++) paintBlock(block);
      paintEmphasis();
    },
    setWindow(next) {
      if (next.from === window.from && next.to === window.to) return;
      const before = window;
      window = next;
      for (let block = before.from; block < before.to; block++)
        if (!isInWindow(block)) highlights.clear(block);
      for (let block = next.from; block < next.to; block++) {
        if (block < before.from || block >= before.to) paintBlock(block);
      }
      paintEmphasis();
      if (matches.length > 0) paintMatches();
    },
    repaint(blocks) {
      for (const block of blocks) if (isInWindow(block)) paintBlock(block);
      paintEmphasis();
    },
    repaintAll,
    setEmphasis(next) {
      const same = EMPHASES.every((emphasis) => emphasised[emphasis].join() === next[emphasis].join());
      if (same) return;
      emphasised = next;
      paintEmphasis();
    },
    setPreview(fragments) {
      if (fragments.length === 0 && preview.length === 0) return;
      preview = fragments;
      paintEmphasis();
    },
    setMatches(next, current) {
      if (next === matches && current === match) return;
      matches = next;
      match = current;
      paintMatches();
    },
    count: () => highlights.count(),
    dispose() {
      highlights.clearAll();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

/** The place of the first item that something holds of, where it holds of all that follow; the length where of none. */
function firstWhere<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
