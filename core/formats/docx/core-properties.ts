import { isoDate } from '../shared/iso-date.ts';
import { languageTag } from '../shared/language-tag.ts';
import { scanXml } from '../xml/scan.ts';

/** What a document says of itself (ECMA-376 part 2, 11). */
export interface CoreProperties {
  readonly title: string | null;
  readonly author: string | null;
  readonly language: string | null;
  /** ISO 8601, as given. */
  readonly created: string | null;
  readonly modified: string | null;
}

const READ: ReadonlySet<string> = new Set(['title', 'creator', 'language', 'created', 'modified']);

/** Reads the part with title and author; what is not well-formed says nothing. */
export function readCoreProperties(xml: string | null): CoreProperties {
  const said = new Map<string, string>();
  let name: string | null = null;
  if (xml !== null) {
    scanXml(xml, {
      open({ local }) {
        name = READ.has(local) ? local : null;
      },
      close() {
        name = null;
      },
      text(piece) {
        if (name !== null) said.set(name, (said.get(name) ?? '') + piece);
      },
    });
  }
  const of = (key: string): string | null => said.get(key)?.replace(/\s+/gu, ' ').trim() || null;
  return {
    title: of('title'),
    // Several are parted by semicolons.
    author:
      of('creator')
        ?.split(/\s*;\s*/)
        .filter(Boolean)
        .join(', ') || null,
    language: languageTag(of('language')),
    created: isoDate(of('created')),
    modified: isoDate(of('modified')),
  };
}
