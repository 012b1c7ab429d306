import type { Fragment } from '#model/annotation.ts';
import { asUtf16, type Utf16Offset } from '#model/offset.ts';
import type { DisplayBlock } from './display-blocks.ts';

export interface DomPoint {
  readonly node: Node;
  readonly offset: number;
}

/** Between the DOM and the document's text: the only place where one is turned into the other. */
export interface TextMap {
  readonly blocks: readonly DisplayBlock[];
  /** How many blocks are in the DOM by now; they are loaded in order. */
  readonly loaded: number;
  /** Notes the element of block `index`. Blocks are bound in order; binding one again replaces its element. */
  bind(index: number, element: HTMLElement): void;
  elementOf(index: number): HTMLElement | null;
  textNodeOf(index: number): Text | null;
  /** The block that holds `offset`; of a place in separators, the block before them. */
  blockAt(offset: number): number;
  /**
   * The place in the text of a DOM point: in a text node, or between the children of any element of the article.
   * Null outside the article.
   */
  toOffset(node: Node, offset: number): Utf16Offset | null;
  /**
   * The DOM point of a place. At the seam of two blocks and in separators, `side` says whether the point begins
   * something (in the later block) or ends it (in the earlier). Null where the block is not loaded yet.
   */
  toPoint(offset: number, side: 'start' | 'end'): DomPoint | null;
  /** A live range over what is shown of a stretch; null where it is not loaded yet or only separators. */
  rangeOf(fragment: Fragment): Range | null;
  /** A stretch without the separators at its ends; null where nothing is left. */
  trim(start: number, end: number): Fragment | null;
}

export function createTextMap(root: HTMLElement, blocks: readonly DisplayBlock[], length: number): TextMap {
  const elements: HTMLElement[] = [];
  const indexOf = new WeakMap<Node, number>();

  const blockAt = (offset: number): number => {
    let low = 0;
    let high = Math.max(0, blocks.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((blocks[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const textNodeOf = (index: number): Text | null => {
    const node = elements[index]?.firstChild?.firstChild;
    return node instanceof Text ? node : null;
  };

  /** The block that a node is or lies in. */
  const indexAround = (node: Node): number | undefined => {
    for (let at: Node | null = node; at !== null && at !== root; at = at.parentNode) {
      const index = indexOf.get(at);
      if (index !== undefined) return index;
    }
    return undefined;
  };

  /** The first or last block within a section, a list or the article itself. */
  const indexWithin = (node: Node, last: boolean): number | undefined => {
    for (let at: Node | null = node; at !== null; at = last ? at.lastChild : at.firstChild) {
      const index = indexOf.get(at);
      if (index !== undefined) return index;
    }
    return undefined;
  };

  const toOffset = (node: Node, offset: number): Utf16Offset | null => {
    if (!root.contains(node)) return null;
    const around = indexAround(node);
    if (around !== undefined) {
      const block = blocks[around];
      if (block === undefined) return null;
      if (node instanceof Text) return asUtf16(Math.min(block.end, block.start + offset));
      return asUtf16(offset === 0 ? block.start : block.end);
    }
    const next = node.childNodes[offset];
    const index =
      next === undefined ? node.lastChild && indexWithin(node.lastChild, true) : indexWithin(next, false);
    const block = index === undefined || index === null ? undefined : blocks[index];
    if (block === undefined) return asUtf16(offset === 0 ? 0 : length);
    return asUtf16(next === undefined ? block.end : block.start);
  };

  const toPoint = (offset: number, side: 'start' | 'end'): DomPoint | null => {
    let index = blockAt(offset);
    const block = blocks[index];
    if (block === undefined) return null;
    if (side === 'start' && offset > block.end && index + 1 < blocks.length) index++;
    if (side === 'end' && offset <= block.start && blocks[index - 1]?.end === offset) index--;
    const node = textNodeOf(index);
    const chosen = blocks[index];
    if (node === null || chosen === undefined) return null;
    const within = Math.min(Math.max(0, offset - chosen.start), chosen.end - chosen.start, node.length);
    return { node, offset: within };
  };

  const trim = (start: number, end: number): Fragment | null => {
    let from = start;
    let to = end;
    const first = blocks[blockAt(from)];
    if (first !== undefined && from >= first.end) from = blocks[blockAt(from) + 1]?.start ?? length;
    else if (first !== undefined && from < first.start) from = first.start;
    // A selection that ends before a block's first character, as of a triple click, ends with the block above.
    let last = blockAt(to);
    if (to <= (blocks[last]?.start ?? 0)) last--;
    to = Math.min(to, blocks[last]?.end ?? 0);
    return from < to ? { start: asUtf16(from), end: asUtf16(to) } : null;
  };

  return {
    blocks,
    get loaded() {
      return elements.length;
    },
    bind(index, element) {
      elements[index] = element;
      indexOf.set(element, index);
    },
    elementOf: (index) => elements[index] ?? null,
    textNodeOf,
    blockAt,
    toOffset,
    toPoint,
    rangeOf({ start, end }) {
      const shown = start < end ? trim(start, end) : { start, end };
      const from = shown && toPoint(shown.start, 'start');
      const to = shown && (start < end ? toPoint(shown.end, 'end') : from);
      if (!from || !to) return null;
      const range = document.createRange();
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset);
      return range;
    },
    trim,
  };
}
