import type { BlockWindow } from './block-window.ts';
import type { TextMap } from './text-map.ts';

/** A stretch to paint in the look of the highlight `name`; UTF-16 units of the document's text. */
export interface NamedRange {
  readonly name: string;
  readonly priority: number;
  readonly start: number;
  readonly end: number;
}

/** The ranges that an article has in the browser's registry, kept by owner so that only differences are told to it. */
export interface Highlights {
  /** Sets the ranges of a block; they are cut to what the block shows. */
  put(block: number, ranges: readonly NamedRange[]): void;
  /** Sets ranges that may cross blocks; they are cut to the window. */
  putAcross(owner: string, ranges: readonly NamedRange[], window: BlockWindow): void;
  clear(block: number): void;
  clearAll(): void;
  /**
   * Registers all highlights under the names that `rename` gives for theirs: another look for the same ranges, without
   * a change to any element, which would make the browser restyle the whole text.
   */
  renameAll(rename: (name: string) => string): void;
  count(): number;
}

interface Registered {
  readonly name: string;
  readonly range: StaticRange;
}

export function createHighlights(map: TextMap): Highlights {
  const highlights = new Map<string, Highlight>();
  const owners = new Map<number | string, Map<string, Registered>>();
  let rename = (name: string): string => name;
  let count = 0;

  const add = ({ name, range }: Registered, priority: number): void => {
    let highlight = highlights.get(name);
    if (highlight === undefined) {
      highlight = new Highlight();
      highlights.set(name, highlight);
    }
    if (highlight.size === 0) {
      highlight.priority = priority;
      CSS.highlights.set(rename(name), highlight);
    }
    highlight.add(range);
    count++;
  };
  const drop = ({ name, range }: Registered): void => {
    const highlight = highlights.get(name);
    if (highlight?.delete(range) !== true) return;
    count--;
    if (highlight.size === 0) CSS.highlights.delete(rename(name));
  };

  /** The block's part of a stretch, as a static range: the text never changes under it. */
  const cut = (block: number, start: number, end: number): StaticRange | null => {
    const bounds = map.blocks[block];
    const node = map.textNodeOf(block);
    if (bounds === undefined || node === null) return null;
    const from = Math.max(0, start - bounds.start);
    const to = Math.min(bounds.end, end) - bounds.start;
    if (from >= to || to > node.length) return null;
    return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
  };

  const replace = (
    owner: number | string,
    wanted: readonly (NamedRange & { readonly block: number })[],
  ): void => {
    const before = owners.get(owner);
    const after = new Map<string, Registered>();
    const fresh: [Registered, number][] = [];
    for (const { name, priority, block, start, end } of wanted) {
      const key = `${name} ${block} ${start} ${end}`;
      if (after.has(key)) continue;
      const kept = before?.get(key);
      const range = kept?.range ?? cut(block, start, end);
      if (range === null) continue;
      const registered = kept ?? { name, range };
      after.set(key, registered);
      if (kept === undefined) fresh.push([registered, priority]);
    }
    for (const [key, registered] of before ?? []) if (!after.has(key)) drop(registered);
    for (const [registered, priority] of fresh) add(registered, priority);
    if (after.size > 0) owners.set(owner, after);
    else owners.delete(owner);
  };

  return {
    put: (block, ranges) =>
      replace(
        block,
        ranges.map((range) => ({ ...range, block })),
      ),
    putAcross(owner, ranges, window) {
      replace(
        owner,
        ranges.flatMap((range) => {
          const from = Math.max(window.from, map.blockAt(range.start));
          const to = Math.min(window.to - 1, map.blockAt(range.end - 1));
          return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => ({
            ...range,
            block: from + i,
          }));
        }),
      );
    },
    clear: (block) => replace(block, []),
    clearAll() {
      for (const owner of [...owners.keys()]) replace(owner, []);
    },
    renameAll(next) {
      for (const [name, highlight] of highlights) {
        if (highlight.size === 0 || rename(name) === next(name)) continue;
        CSS.highlights.delete(rename(name));
        CSS.highlights.set(next(name), highlight);
      }
      rename = next;
    },
    count: () => count,
  };
}
