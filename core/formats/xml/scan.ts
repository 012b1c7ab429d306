import { SaxesParser } from 'saxes';
import type { XmlFault } from './read.ts';

/** What is told of a file while it is read. Names are without prefix; attributes are by such names too. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  /** Text with entities resolved, in pieces. */
  text?(piece: string): void;
}

const DEEPEST = 256;
const CHUNK = 1 << 16;

/**
 * Reads a text as XML piece by piece, for files whose tree would be many times their size. As strict as `readXml`: a
 * document type ends it, so that no entity is expanded. What the listener throws comes out.
 */
export function scanXml(text: string, listener: XmlListener): XmlFault | null {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let fault: XmlFault | null = null;
  let depth = 0;
  const stop = (message: string): void => {
    fault ??= { line: parser.line, message };
  };
  parser.on('error', (error) =>
    stop(`This is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '')}`),
  );
  parser.on('doctype', () => stop('The file has a document type (<!DOCTYPE …>), which is not read.'));
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) stop(`Elements are nested more than ${DEEPEST} deep.`);
    if (fault === null) listener.open?.(localName(name), localNames(attributes));
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (fault === null) listener.close?.(localName(name));
  });
  const say = (piece: string): void => {
    if (fault === null) listener.text?.(piece);
  };
  parser.on('text', say);
  parser.on('cdata', say);
  for (let at = 0; at < text.length && fault === null; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  if (fault === null) parser.close();
  return fault;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(attributes).filter(([name]) => !name.startsWith('xmlns'));
  return Object.fromEntries(entries.map(([name, value]) => [localName(name), value]));
}
