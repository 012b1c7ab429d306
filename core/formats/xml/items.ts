import type { PieceFile } from '../exchange.ts';
import { MEBIBYTE } from '../registry.ts';
import { textsOf } from '../shared/read-pieces.ts';
import { openXmlScanner, SCANNED_AT_ONCE, type XmlFault } from './scan.ts';
import { createXmlTree, elementOf, type XmlElement } from './tree.ts';

/** A child of a child of the root: of files that are lists of things, one of these things. */
export interface XmlItem {
  /** The local name of the element that it stands in. */
  readonly list: string;
  readonly element: XmlElement;
}

/** What has come since the answer before. */
export interface XmlItems {
  /** Without its children; `null` before its tag. */
  readonly root: XmlElement | null;
  readonly items: readonly XmlItem[];
  /** What is wrong with the file; nothing comes after it. */
  readonly fault: XmlFault | null;
}

/**
 * Reads a file by the rules of `openXmlScanner`, item by item, so that memory holds no more than one and a piece of the file. Of
 * lists that are not wanted nothing is kept. An item of more than `largest` UTF-16 units is a fault.
 */
export function* xmlItems(
  file: PieceFile,
  isWanted: (list: string) => boolean,
  largest: number,
): Generator<XmlItems> {
  const tree = createXmlTree();
  let root: XmlElement | null = null;
  let list = '';
  let depth = 0;
  let isKept = false;
  let items: XmlItem[] = [];
  let fault: XmlFault | null = null;
  /** Where the last item began, or else what is around them. */
  let line = 1;
  let size = 0;
  const bound = (at: number): void => {
    if (at > line) line = at;
    size = 0;
  };
  const scanner = openXmlScanner({
    open(tag, at) {
      if (depth === 0) root = elementOf(tag, at);
      if (depth === 1) {
        list = tag.local;
        isKept = isWanted(list);
      }
      if (depth <= ITEM) bound(at);
      if (depth >= ITEM && isKept) tree.open(tag, at);
      depth += 1;
    },
    close() {
      depth -= 1;
      if (depth <= ITEM) bound(0);
      if (depth < ITEM || !isKept) return;
      const element = tree.close();
      if (element !== null) items.push({ list, element });
    },
    text(piece) {
      if (depth > ITEM && isKept) tree.text(piece);
    },
  });
  const taken = (): XmlItems => {
    const found = { root, items, fault };
    items = [];
    return found;
  };
  const texts = textsOf(file, (at, message) => {
    fault = { line: at, message };
  });
  for (const { text } of texts) {
    for (let at = 0; at < text.length; at += SCANNED_AT_ONCE) {
      const piece = text.slice(at, at + SCANNED_AT_ONCE);
      size += piece.length;
      fault = scanner.write(piece) ?? (size > largest ? tooLarge(line, largest) : null);
      yield taken();
      if (fault !== null) return;
    }
  }
  fault ??= scanner.end();
  yield taken();
}

/** How deep items stand: the root is 0. */
const ITEM = 2;

function tooLarge(line: number, largest: number): XmlFault {
  const limit = `${largest / MEBIBYTE} MiB`;
  return {
    line,
    message: `What begins here has more than ${limit}, which is the limit for one part of the file.`,
  };
}
