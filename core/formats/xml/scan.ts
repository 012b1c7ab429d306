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
/** UTF-16 units of a text that are scanned in one step. */
export const SCANNED_AT_ONCE = 1 << 16;

/** Reads XML that comes in pieces. The first fault ends it, and is the answer from then on. */
export interface XmlScanner {
  /** Goes on with a piece of the text, cut anywhere but within a character. */
  write(piece: string): XmlFault | null;
  /** Nothing comes any more. */
  end(): XmlFault | null;
}

/**
 * Reads XML 1.0 or 1.1 with namespaces, strictly, and tells what comes. A document type is refused as a whole, so that no
 * entity is expanded and nothing outside is fetched (formats.md 19.6). Throws only what a handler throws.
 */
export function openXmlScanner(handlers: XmlHandlers): XmlScanner {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let elements = 0;
  let depth = 0;
  let line = 1;
  let fault: XmlFault | null = null;
  /** What is wrong if anything is beyond ASCII, and whether something is in the piece that is read. */
  let otherEncoding: XmlFault | null = null;
  let isBeyondAscii = false;
  const end = (found: XmlFault): never => {
    fault ??= found;
    // At once: the rest of what was written may take long.
    throw STOPPED;
  };
  const stop = (message: string): never => end({ line: parser.line, message });

  parser.on('error', (error) => stop(`This is not well-formed XML: ${plain(error.message)}`));
  parser.on('doctype', () =>
    stop(
      'The file has a document type (<!DOCTYPE …>), which is not read. Remove it and import the file again.',
    ),
  );
  parser.on('xmldecl', ({ encoding }) => {
    // The bytes were decoded as UTF-8 already, strictly: only a text in ASCII is the same in both.
    if (encoding === undefined || /^(?:utf-?8|us-ascii)$/i.test(encoding)) return;
    const message = `The file says that its encoding is ${encoding}; only UTF-8 is read. Save it as UTF-8.`;
    otherEncoding = { line: parser.line, message };
    if (isBeyondAscii) end(otherEncoding);
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

  function attempt(step: () => void): XmlFault | null {
    if (fault !== null) return fault;
    try {
      step();
    } catch (error) {
      if (error !== STOPPED) throw error;
    }
    return fault;
  }

  return {
    write: (piece) =>
      attempt(() => {
        isBeyondAscii = hasBeyondAscii(piece);
        if (isBeyondAscii && otherEncoding !== null) end(otherEncoding);
        parser.write(piece);
      }),
    end: () => attempt(() => parser.close()),
  };
}

/** Reads a text by the rules of `openXmlScanner`; the fault is the answer. */
export function scanXml(text: string, handlers: XmlHandlers): XmlFault | null {
  const scanner = openXmlScanner(handlers);
  for (let at = 0; at < text.length; at += SCANNED_AT_ONCE) {
    const fault = scanner.write(text.slice(at, at + SCANNED_AT_ONCE));
    if (fault !== null) return fault;
  }
  return scanner.end();
}

const STOPPED = Symbol('stopped');

function hasBeyondAscii(text: string): boolean {
  return /[\u0080-\uffff]/.test(text);
}

/** The message of saxes without its place, which is told apart, and with a full stop. */
function plain(message: string): string {
  return `${message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')}.`;
}
