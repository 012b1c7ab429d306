import type { BlockKind } from '#model/document.ts';
import type { PageElement, PageNode } from './dom.ts';
import { childrenOf, isElement, isText } from './dom.ts';
import { headingLevel, isBlock, isLeftOut, isList, isVerbatim } from './elements.ts';
import { createFlow } from './flow.ts';
import type { Segment } from './segment.ts';
import { readTable } from './tables.ts';

interface Place {
  readonly kind: BlockKind;
  readonly level: number;
  readonly listDepth: number;
  readonly verbatim: boolean;
  readonly linked: boolean;
  readonly owner: PageElement | null;
}

const TOP: Place = {
  kind: 'paragraph',
  level: 0,
  listDepth: 0,
  verbatim: false,
  linked: false,
  owner: null,
};

/** The deepest level that a block may have. */
const DEEPEST_LIST = 100;

/** The text of a node, block by block; `skip` leaves out further elements with all in them. */
export function segmentsOf(root: PageNode, skip: (element: PageElement) => boolean = () => false): Segment[] {
  const segments: Segment[] = [];
  const flow = createFlow();
  const flush = ({ kind, level, owner }: Place): void => {
    const taken = flow.take();
    if (taken !== null) segments.push({ kind, level, owner, ...taken });
  };
  const walkChildren = (node: PageNode, place: Place): void => {
    for (const child of childrenOf(node)) walk(child, place);
  };
  const walk = (node: PageNode, place: Place): void => {
    if (isText(node)) flow.add(node.value, place.verbatim, place.linked);
    if (!isElement(node) || isLeftOut(node) || skip(node)) return;
    if (node.tagName === 'br') {
      flow.lineFeed();
    } else if (node.tagName === 'table') {
      flush(place);
      for (const segment of readTable(node, skip, segmentsOf)) segments.push(segment);
    } else if (isBlock(node)) {
      flush(place);
      const inner = placeIn(node, place);
      walkChildren(node, inner);
      flush(inner);
    } else {
      walkChildren(node, node.tagName === 'a' ? { ...place, linked: true } : place);
    }
  };
  const top = isElement(root) ? placeIn(root, TOP) : TOP;
  walkChildren(root, top);
  flush(top);
  return segments;
}

/** Paragraphs within a list item are of the item; a heading is a heading wherever it stands. */
function placeIn(element: PageElement, around: Place): Place {
  const place = { ...around, owner: element, verbatim: around.verbatim || isVerbatim(element) };
  const heading = headingLevel(element);
  if (heading !== null) return { ...place, kind: 'heading', level: heading };
  if (isList(element)) return { ...place, kind: 'paragraph', level: 0, listDepth: around.listDepth + 1 };
  if (element.tagName === 'li')
    return { ...place, kind: 'list-item', level: Math.min(Math.max(1, around.listDepth), DEEPEST_LIST) };
  return place;
}
