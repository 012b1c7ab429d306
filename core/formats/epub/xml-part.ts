import { decodeUtf8 } from '../bytes.ts';
import type { ArchiveParts } from '../shared/archive-parts.ts';
import { childElements, readXml, type XmlElement } from '../xml/read.ts';

/** The XML of a file of the book, or a sentence why it cannot be read. */
export function xmlPart(parts: ArchiveParts, path: string): XmlElement | string {
  const file = parts.find(path);
  if (file === null) return `Its file ${path} is missing.`;
  const text = decodeUtf8(file.bytes);
  if (text === null) return `Its file ${path} is not UTF-8.`;
  const { root, fault } = readXml(text);
  return fault === null ? root : `Its file ${path}, line ${fault.line}: ${fault.message}`;
}

/** Elements of a name at any depth, in the order of the file. */
export function elementsNamed(root: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const open = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.name === name) found.push(next);
    for (const child of childElements(next).reverse()) open.push(child);
  }
  return found;
}
