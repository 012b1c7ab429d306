import { SaxesParser } from 'saxes';

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

/** What keeps a file out. */
export interface XmlFault {
  readonly line: number;
  /** A sentence for the user. */
  readonly message: string;
}

export type XmlDocument =
  | { readonly root: XmlElement; readonly fault: null }
  | { readonly root: null; readonly fault: XmlFault };

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

const DEEPEST = 256;
const MOST_ELEMENTS = 20_000_000;
const CHUNK = 1 << 16;

/** The key of an attribute in `XmlElement.attributes`. */
export function attributeKey(name: string, uri = ''): string {
  return uri === '' ? name : `{${uri}}${name}`;
}

/** Ends a parser from within. */
class Stopped extends Error {}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/**
 * Reads a text as XML 1.0 or 1.1 with namespaces, strictly: the first fault ends it. A document type is refused
 * as a whole, so that no entity is expanded and nothing outside is fetched (formats.md 19.6). Never throws.
 */
export function readXml(text: string): XmlDocument {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  let line = 1;
  let fault: XmlFault | null = null;
  // At once: going on with elements that are nested too deep takes longer with each of them.
  const stop = (message: string): never => {
    fault ??= { line: parser.line, message };
    throw new Stopped();
  };

  parser.on('error', (error) => stop(`This is not well-formed XML: ${plain(error.message)}`));
  parser.on('doctype', () =>
    stop(
      'The file has a document type (<!DOCTYPE …>), which is not read. Remove it and import the file again.',
    ),
  );
  parser.on('xmldecl', ({ encoding }) => {
    // The bytes were decoded as UTF-8 already, strictly: only a text in ASCII is the same in both.
    if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding) && hasBeyondAscii(text)) {
      stop(`The file says that its encoding is ${encoding}; only UTF-8 is read. Save it as UTF-8.`);
    }
  });
  parser.on('opentagstart', () => {
    // The character after the name has been read, and may be a line end.
    line = parser.columnIndex === 0 ? parser.line - 1 : parser.line;
    elements += 1;
    if (open.length >= DEEPEST) stop(`Elements are nested more than ${DEEPEST} deep.`);
    if (elements > MOST_ELEMENTS) stop(`The file has more than ${MOST_ELEMENTS} elements.`);
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map<string, string>();
    for (const { local, uri, prefix, name, value } of Object.values(tag.attributes)) {
      if (prefix !== 'xmlns' && name !== 'xmlns') attributes.set(attributeKey(local, uri), value);
    }
    const element: OpenElement = { uri: tag.uri, name: tag.local, attributes, children: [], line };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (piece: string): void => {
    const children = open.at(-1)?.children;
    const last = children?.at(-1);
    if (children === undefined) return;
    if (typeof last === 'string') children[children.length - 1] = last + piece;
    else if (piece !== '') children.push(piece);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);

  try {
    for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
    parser.close();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
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

function hasBeyondAscii(text: string): boolean {
  return /[\u0080-\uffff]/.test(text);
}

/** The message of saxes without its place, which is told apart, and with a full stop. */
function plain(message: string): string {
  return `${message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')}.`;
}
