import type { SaxesTagNS } from 'saxes';
import type { XmlHandlers } from './scan.ts';

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

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** The key of an attribute in `XmlElement.attributes`. */
export function attributeKey(name: string, uri = ''): string {
  return uri === '' ? name : `{${uri}}${name}`;
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Makes elements of what a scanner tells, from the first that opens to its end. */
export interface XmlTree extends Pick<XmlHandlers, 'open' | 'text'> {
  /** The element that opened first, where it is that which ends; then another may begin. */
  close(): XmlElement | null;
}

export function createXmlTree(): XmlTree {
  const open: OpenElement[] = [];
  return {
    open(tag, line) {
      const element = elementOf(tag, line);
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close() {
      const ended = open.pop();
      return ended !== undefined && open.length === 0 ? ended : null;
    },
    text(piece) {
      const children = open.at(-1)?.children;
      const last = children?.at(-1);
      if (children === undefined) return;
      if (typeof last === 'string') children[children.length - 1] = last + piece;
      else if (piece !== '') children.push(piece);
    },
  };
}

/** An element without its children. */
export function elementOf(tag: SaxesTagNS, line: number): OpenElement {
  const attributes = new Map<string, string>();
  for (const { local, uri, prefix, name, value } of Object.values(tag.attributes)) {
    if (prefix !== 'xmlns' && name !== 'xmlns') attributes.set(attributeKey(local, uri), value);
  }
  return { uri: tag.uri, name: tag.local, attributes, children: [], line };
}
