import type { XmlFault } from './scan.ts';
import { scanXml } from './scan.ts';

/** An element with its namespace resolved. */
export interface XmlElement {
  /** Namespace; empty for none. */
  readonly uri: string;
  /** Name without prefix. */
  readonly name: string;
  /** By `attributeKey`: the local name alone where the attribute has no namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Text with entities resolved, CDATA sections joined with the text around them; comments are left out. */
  readonly children: readonly (XmlElement | string)[];
  /** From 1: where the tag begins. */
  readonly line: number;
}

export type XmlDocument =
  | { readonly root: XmlElement; readonly fault: null }
  | { readonly root: null; readonly fault: XmlFault };

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** The key of an attribute in `XmlElement.attributes`. */
export function attributeKey(name: string, uri = ''): string {
  return uri === '' ? name : `{${uri}}${name}`;
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Reads a text as XML by the rules of `scanXml`, whole. Never throws. */
export function readXml(text: string): XmlDocument {
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  const fault = scanXml(text, {
    open(tag, line) {
      const attributes = new Map<string, string>();
      for (const { local, uri, prefix, name, value } of Object.values(tag.attributes)) {
        if (prefix !== 'xmlns' && name !== 'xmlns') attributes.set(attributeKey(local, uri), value);
      }
      const element: OpenElement = { uri: tag.uri, name: tag.local, attributes, children: [], line };
      open.at(-1)?.children.push(element);
      root ??= element;
      open.push(element);
    },
    close() {
      open.pop();
    },
    text(piece) {
      const children = open.at(-1)?.children;
      const last = children?.at(-1);
      if (children === undefined) return;
      if (typeof last === 'string') children[children.length - 1] = last + piece;
      else if (piece !== '') children.push(piece);
    },
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
