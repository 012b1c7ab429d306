import type { ExchangeDocument } from '../exchange.ts';

type Head = Pick<ExchangeDocument, 'title' | 'language' | 'metadata'> &
  Pick<ExchangeDocument['source'], 'publisher' | 'author' | 'url' | 'publishedAt' | 'mediaType'>;

/** A document of a file that holds a text and what is said of it, and no annotations. */
export function readTextDocument(
  content: Pick<ExchangeDocument, 'text' | 'blocks'>,
  { title, language, metadata, ...source }: Head,
): ExchangeDocument {
  return {
    ...content,
    id: null,
    title,
    textSha256: null,
    language,
    blockRule: 'blank-line',
    source: { ...source, fileName: null, encoding: null, bytesSha256: null, importedAt: null },
    metadata,
    states: [],
    annotations: [],
    relations: [],
  };
}
