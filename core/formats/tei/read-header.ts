import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';
import { APPLICATION, TYPES } from './write.ts';

/** What the header says of the document. */
export interface TeiHeader {
  /** Whether Standoff wrote the file, so that `@n` holds ids and names. */
  readonly isOurs: boolean;
  readonly id: string | null;
  readonly title: string | null;
  readonly language: string | null;
  readonly author: string | null;
  readonly publisher: string | null;
  /** See `documentDetails`; empty where there are none. */
  readonly details: string;
}

export function readHeader(root: XmlElement): TeiHeader {
  const header = childElements(root, 'teiHeader')[0];
  const found = (...names: string[]): XmlElement[] => (header === undefined ? [] : descend([header], names));
  const ident = found('profileDesc', 'langUsage', 'language')[0]?.attributes.get('ident') ?? null;
  const isOurs = found('encodingDesc', 'appInfo', 'application').some(
    (element) => element.attributes.get('ident') === APPLICATION,
  );
  const idno = found('fileDesc', 'publicationStmt', 'idno').find(
    (element) => element.attributes.get('type') === APPLICATION,
  );
  const details = found('xenoData').find((element) => element.attributes.get('type') === TYPES.details);
  const plain = (element: XmlElement | undefined): string | null =>
    element === undefined ? null : xmlTextOf(element).replace(/\s+/g, ' ').trim() || null;
  const title = found('fileDesc', 'titleStmt', 'title')[0];
  return {
    isOurs,
    id: idno === undefined ? null : xmlTextOf(idno),
    title: isOurs && title !== undefined ? xmlTextOf(title) || null : plain(title),
    language: ident !== null && ident.length > 35 ? null : ident,
    author: plain(found('fileDesc', 'titleStmt', 'author')[0]),
    publisher: plain(found('fileDesc', 'publicationStmt', 'publisher')[0]),
    details: details === undefined ? '' : xmlTextOf(details),
  };
}

/** The elements at the end of a path of names. */
export function descend(from: readonly XmlElement[], names: readonly string[]): XmlElement[] {
  let elements = [...from];
  for (const name of names) elements = elements.flatMap((element) => childElements(element, name));
  return elements;
}

/** All elements within one, itself first, in the order of the file. */
export function allElements(root: XmlElement): XmlElement[] {
  return [root, ...childElements(root).flatMap(allElements)];
}
