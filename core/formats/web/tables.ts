import { tableLines } from '../shared/table-lines.ts';
import type { PageElement, PageNode } from './dom.ts';
import { attributeOf, childrenOf, isElement } from './dom.ts';
import { isLeftOut } from './elements.ts';
import type { Segment } from './segment.ts';

type Skip = (element: PageElement) => boolean;
/** Given, as tables and the text around them read each other. */
type ReadSegments = (root: PageNode, skip: Skip) => Segment[];

/**
 * A table of data is one paragraph: cells parted by tabs, rows by line feeds. One whose cells hold headings, lists, tables
 * or several paragraphs, or that has one column, lays out a page: its cells follow each other like the blocks that they are.
 */
export function readTable(table: PageElement, skip: Skip, read: ReadSegments): Segment[] {
  const segments: Segment[] = [];
  const rows: Segment[][][] = [];
  const gather = (node: PageElement): void => {
    for (const child of childrenOf(node)) {
      if (!isElement(child) || isLeftOut(child) || skip(child)) continue;
      if (child.tagName === 'tr') rows.push(cellsOf(child, skip, read));
      else if (child.tagName === 'caption') for (const segment of read(child, skip)) segments.push(segment);
      else gather(child);
    }
  };
  gather(table);
  const layout =
    attributeOf(table, 'role') === 'presentation' ||
    rows.every((cells) => cells.length <= 1) ||
    rows.some((cells) => cells.some((cell) => cell.length > 1 || cell.some(isStructure)));
  if (!layout) {
    const data = dataOf(table, rows);
    if (data !== null) segments.push(data);
    return segments;
  }
  for (const cells of rows) for (const cell of cells) for (const segment of cell) segments.push(segment);
  return segments;
}

function isStructure({ kind, owner, text }: Segment): boolean {
  return kind !== 'paragraph' || owner?.tagName === 'table' || text.includes('\n\n');
}

function cellsOf(row: PageElement, skip: Skip, read: ReadSegments): Segment[][] {
  const cells: Segment[][] = [];
  for (const child of childrenOf(row)) {
    if (isElement(child) && !isLeftOut(child) && !skip(child)) cells.push(read(child, skip));
  }
  return cells;
}

function dataOf(table: PageElement, rows: readonly (readonly (readonly Segment[])[])[]): Segment | null {
  const text = tableLines(rows.map((cells) => cells.map(([segment]) => segment?.text ?? '')));
  let linked = 0;
  for (const cells of rows) for (const [segment] of cells) linked += segment?.linked ?? 0;
  return text === null ? null : { kind: 'paragraph', level: 0, text, linked, owner: table };
}
