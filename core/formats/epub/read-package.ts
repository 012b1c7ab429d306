import { type ArchiveParts, partPath } from '../shared/archive-parts.ts';
import { isoDate } from '../shared/iso-date.ts';
import { languageTag } from '../shared/language-tag.ts';
import { attributeKey, childElements, type XmlElement, xmlTextOf } from '../xml/read.ts';
import { elementsNamed, xmlPart } from './xml-part.ts';

/** A file that the reading order names. */
export interface SpineItem {
  /** Path in the archive; `null` where it is not in it. */
  readonly path: string | null;
  /** As the book names it. */
  readonly name: string;
  readonly isText: boolean;
  readonly isContents: boolean;
}

export interface BookPackage {
  readonly spine: readonly SpineItem[];
  /** Paths of the tables of contents. */
  readonly contents: readonly string[];
  readonly title: string | null;
  readonly author: string | null;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly publishedAt: string | null;
  /** The first address among the identifiers. */
  readonly url: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

interface ManifestItem {
  readonly href: string;
  readonly mediaType: string;
  readonly isContents: boolean;
  readonly fallback: string | null;
}

const TEXT_TYPES = /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document)$/;
/** Fallbacks may lead to each other in a circle. */
const MOST_FALLBACKS = 20;

/** Reads the package document of a book (EPUB 3.3, 5; OPF 2.0.1): what it is and in which order it is read; or why not. */
export function readPackage(parts: ArchiveParts): BookPackage | string {
  const path = packagePath(parts);
  if (path === null) return 'There is no book in it: META-INF/container.xml names no package document.';
  const root = xmlPart(parts, path);
  if (typeof root === 'string') return root;
  const manifest = new Map<string, ManifestItem>();
  for (const item of elementsNamed(root, 'item')) {
    const properties = item.attributes.get('properties') ?? '';
    manifest.set(item.attributes.get('id') ?? '', {
      href: item.attributes.get('href') ?? '',
      mediaType: (item.attributes.get('media-type') ?? '').trim().toLowerCase(),
      isContents: properties.split(/\s+/).includes('nav'),
      fallback: item.attributes.get('fallback') ?? null,
    });
  }
  const contents = new Set(
    elementsNamed(root, 'reference')
      .filter(({ attributes }) => attributes.get('type')?.toLowerCase() === 'toc')
      .map(({ attributes }) => partPath(path, attributes.get('href') ?? '')),
  );
  const spine = elementsNamed(root, 'itemref').map(({ attributes }): SpineItem => {
    const id = attributes.get('idref') ?? '';
    const item = textItem(id, manifest);
    if (item === null) return { path: null, name: id, isText: true, isContents: false };
    const found = partPath(path, item.href);
    return {
      path: found === null || parts.find(found) === null ? null : found,
      name: item.href,
      isText: TEXT_TYPES.test(item.mediaType),
      isContents: item.isContents || contents.has(found),
    };
  });
  const tables = [...manifest.values()].filter(
    ({ isContents, mediaType }) => isContents || mediaType === 'application/x-dtbncx+xml',
  );
  return {
    spine,
    contents: tables.flatMap(({ href }) => partPath(path, href) ?? []),
    ...aboutBook(root),
  };
}

/** The first package document that the container names; else the only one there is. */
function packagePath(parts: ArchiveParts): string | null {
  const container = xmlPart(parts, 'META-INF/container.xml');
  if (typeof container === 'string') return null;
  const files = elementsNamed(container, 'rootfile');
  const first = files.find(
    ({ attributes }) => attributes.get('media-type') === 'application/oebps-package+xml',
  );
  const name = (first ?? files[0])?.attributes.get('full-path');
  return name === undefined ? null : partPath('', name);
}

/** An item, or what it says is to be shown in its place where it is no text. */
function textItem(id: string, manifest: ReadonlyMap<string, ManifestItem>): ManifestItem | null {
  const first = manifest.get(id) ?? null;
  let item = first;
  for (let steps = 0; item !== null && steps < MOST_FALLBACKS; steps += 1) {
    if (TEXT_TYPES.test(item.mediaType)) return item;
    item = item.fallback === null ? null : (manifest.get(item.fallback) ?? null);
  }
  return first;
}

const OPF = 'http://www.idpf.org/2007/opf';

function aboutBook(root: XmlElement): Omit<BookPackage, 'spine' | 'contents'> {
  const [metadata] = elementsNamed(root, 'metadata');
  const said = metadata === undefined ? [] : [...dublinCore(metadata)];
  const named = (name: string) => said.filter((element) => element.name === name);
  const texts = (name: string) =>
    named(name)
      .map(oneLine)
      .filter((text) => text !== '');
  const unique = root.attributes.get('unique-identifier') ?? '';
  const identifiers = named('identifier')
    .sort((a, b) => Number(b.attributes.get('id') === unique) - Number(a.attributes.get('id') === unique))
    .map(oneLine)
    .filter((text) => text !== '');
  const dates = named('date').filter(
    ({ attributes }) => !/^(?:modification|creation)$/.test(attributes.get(attributeKey('event', OPF)) ?? ''),
  );
  const published = dates.find(
    ({ attributes }) => attributes.get(attributeKey('event', OPF)) === 'publication',
  );
  const modified = elementsNamed(root, 'meta').find(
    ({ attributes }) => attributes.get('property') === 'dcterms:modified',
  );
  const kept: [string, string | null][] = [
    ['identifier', joined(identifiers, '; ')],
    ['subject', joined(texts('subject'), '; ')],
    ['rights', joined(texts('rights'), '; ')],
    ['modified', modified === undefined ? null : isoDate(oneLine(modified))],
  ];
  return {
    title: texts('title')[0] ?? null,
    author: joined(texts('creator'), ', '),
    publisher: joined(texts('publisher'), ', '),
    language: languageTag(texts('language')[0] ?? null),
    publishedAt: isoDate(
      (published ?? dates[0]) === undefined ? null : oneLine((published ?? dates[0]) as XmlElement),
    ),
    url: identifiers.find((text) => /^https?:\/\/\S+$/i.test(text)) ?? null,
    metadata: Object.fromEntries(kept.filter((pair): pair is [string, string] => pair[1] !== null)),
  };
}

/** The elements of the metadata, also where an older book has them one deeper. */
function* dublinCore(metadata: XmlElement): Generator<XmlElement> {
  for (const child of childElements(metadata)) {
    if (child.name === 'dc-metadata' || child.name === 'x-metadata') yield* childElements(child);
    else yield child;
  }
}

const oneLine = (element: XmlElement): string => xmlTextOf(element).replace(/\s+/gu, ' ').trim();

function joined(texts: readonly string[], by: string): string | null {
  return texts.length === 0 ? null : [...new Set(texts)].join(by);
}
