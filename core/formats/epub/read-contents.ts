import { type ArchiveParts, partPath } from '../shared/archive-parts.ts';
import type { TextSegment } from '../shared/text-with-blocks.ts';
import { decodePage } from '../web/decode-page.ts';
import {
  attributeOf,
  childrenOf,
  elementsBelow,
  isElement,
  oneLine,
  type PageNode,
  rawTextOf,
} from '../web/dom.ts';
import { LARGEST_PAGE } from '../web/parse.ts';
import { readTree } from '../web/read-tree.ts';

/** For each file of the book by its path: titles in it, by `titleKey`, with their depth from 1. */
export type Contents = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Reads the tables of contents of a book: the navigation document of EPUB 3, the NCX of EPUB 2. They are read by the rules of
 * HTML, as an NCX has a document type; what cannot be read says nothing.
 */
export function readContents(parts: ArchiveParts, paths: readonly string[]): Contents {
  const contents = new Map<string, Map<string, number>>();
  for (const path of paths) {
    const file = parts.find(path);
    if (file === null || file.bytes.length > LARGEST_PAGE) continue;
    const { tree } = readTree(decodePage(file.bytes).text, undefined, 'xhtml');
    if (tree === null) continue;
    for (const { target, title, depth } of entriesOf(tree)) {
      const found = partPath(path, target)?.toLowerCase();
      if (found === undefined || title === '') continue;
      const titles = contents.get(found) ?? new Map<string, number>();
      if (!titles.has(titleKey(title))) titles.set(titleKey(title), depth);
      contents.set(found, titles);
    }
  }
  return contents;
}

interface ContentsEntry {
  readonly target: string;
  readonly title: string;
  readonly depth: number;
}

function* entriesOf(tree: PageNode): Generator<ContentsEntry> {
  const open: { readonly node: PageNode; readonly depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node } = next;
    let { depth } = next;
    if (isElement(node)) {
      // Lists of printed pages, and of places such as the cover.
      if (/\b(?:page-list|landmarks)\b/.test(attributeOf(node, 'epub:type') ?? '')) continue;
      if (node.tagName === 'ol' || node.tagName === 'navpoint') depth += 1;
      if (node.tagName === 'a' && depth > 0) {
        yield { target: attributeOf(node, 'href') ?? '', title: oneLine(rawTextOf(node)), depth };
      } else if (node.tagName === 'navpoint') {
        const inside = childrenOf(node).filter(isElement);
        const label = inside.find(({ tagName }) => tagName === 'navlabel');
        const content = inside.find(({ tagName }) => tagName === 'content');
        const target = content === undefined ? '' : (attributeOf(content, 'src') ?? '');
        yield { target, title: label === undefined ? '' : oneLine(labelOf(label)), depth };
      }
    }
    for (const child of [...childrenOf(node)].reverse()) open.push({ node: child, depth });
  }
}

function labelOf(label: PageNode): string {
  for (const element of elementsBelow(label)) if (element.tagName === 'text') return rawTextOf(element);
  return rawTextOf(label);
}

/** Titles stand in capitals or small letters as the book is laid out. */
const titleKey = (title: string): string => oneLine(title).toLowerCase();

/** The segments of a file with its titles as headings, where the book has them as paragraphs; each once. */
export function withTitles(
  segments: readonly TextSegment[],
  path: string,
  contents: Contents,
): readonly TextSegment[] {
  const titles = new Map(contents.get(path.toLowerCase()));
  for (const { kind, text } of segments) if (kind === 'heading') titles.delete(titleKey(text));
  if (titles.size === 0) return segments;
  return segments.map((segment) => {
    const depth = segment.kind === 'paragraph' ? titles.get(titleKey(segment.text)) : undefined;
    if (depth === undefined) return segment;
    titles.delete(titleKey(segment.text));
    return { ...segment, kind: 'heading', level: Math.min(depth, 6) };
  });
}
