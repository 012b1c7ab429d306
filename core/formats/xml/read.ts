import type { XmlFault } from './scan.ts';
import { scanXml } from './scan.ts';
import { createXmlTree, type XmlElement } from './tree.ts';

export { attributeKey, XML_NAMESPACE, type XmlElement } from './tree.ts';

export type XmlDocument =
  | { readonly root: XmlElement; readonly fault: null }
  | { readonly root: null; readonly fault: XmlFault };

/** Reads a text as XML by the rules of `scanXml`, whole. Never throws. */
export function readXml(text: string): XmlDocument {
  const tree = createXmlTree();
  let root: XmlElement | null = null;
  const fault = scanXml(text, {
    open: tree.open,
    close() {
      root = tree.close();
    },
    text: tree.text,
  });
  if (fault !== null) return { root: null, fault };
  if (root === null) return { root: null, fault: { line: 1, message: 'The file has no XML element.' } };
  return { root, fault: null };
}

/** The elements among the children, of one name if asked. */
export function childElements(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** All text within an element, at any depth, joined. */
export function xmlTextOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : xmlTextOf(child))).join('');
}
