import type { SaxesTagNS } from 'saxes';
import { SaxesParser } from 'saxes';

/** What keeps a file out. */
export interface XmlFault {
  readonly line: number;
  /** A sentence for the user. */
  readonly message: string;
}

export interface XmlHandlers {
  /** An element begins; `line`, from 1, is where its tag does. */
  open(tag: SaxesTagNS, line: number): void;
  /** The element that began last and has not ended, ends. */
  close(): void;
  /** A piece of text with entities resolved, or of a CDATA section; comments are left out. */
  text(piece: string): void;
}

const DEEPEST = 256;
const MOST_ELEMENTS = 20_000_000;
const CHUNK = 1 << 16;

/**
 * Reads a text as XML 1.0 or 1.1 with namespaces, strictly, and tells what comes: the first fault ends it and is the
 * answer. A document type is refused as a whole, so that no entity is expanded and nothing outside is fetched
 * (formats.md 19.6). Throws only what a handler throws.
 */
export function scanXml(text: string, handlers: XmlHandlers): XmlFault | null {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let elements = 0;
  let depth = 0;
  let line = 1;
  let fault: XmlFault | null = null;
  const stop = (message: string): never => {
    fault ??= { line: parser.line, message };
    // At once: the rest of what was written may take long.
    throw STOPPED;
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
    if (depth >= DEEPEST) stop(`Elements are nested more than ${DEEPEST} deep.`);
    if (elements > MOST_ELEMENTS) stop(`The file has more than ${MOST_ELEMENTS} elements.`);
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    handlers.open(tag, line);
  });
  parser.on('closetag', () => {
    depth -= 1;
    handlers.close();
  });
  parser.on('text', handlers.text);
  parser.on('cdata', handlers.text);

  try {
    for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
    parser.close();
  } catch (error) {
    if (error !== STOPPED) throw error;
  }
  return fault;
}

const STOPPED = Symbol('stopped');

function hasBeyondAscii(text: string): boolean {
  return /[\u0080-\uffff]/.test(text);
}

/** The message of saxes without its place, which is told apart, and with a full stop. */
function plain(message: string): string {
  return `${message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')}.`;
}
