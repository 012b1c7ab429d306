import type { ExchangeDocument } from '../exchange.ts';

/** A document of which a file says nothing but its text; its title is the name of the file. */
export function plainDocument(fileName: string, text: string): ExchangeDocument {
  return {
    id: null,
    title: fileName.replace(/^.*\//, '').replace(/\.[^.]*$/, ''),
    text,
    textSha256: null,
    language: null,
    blockRule: null,
    blocks: null,
    source: {
      publisher: null,
      author: null,
      url: null,
      publishedAt: null,
      fileName,
      mediaType: null,
      encoding: null,
      bytesSha256: null,
      importedAt: null,
    },
    metadata: {},
    states: [],
    annotations: [],
    relations: [],
  };
}
