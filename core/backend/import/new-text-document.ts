import type { ParsedText } from '#formats/parsed-text.ts';
import type { DocumentRecord, DocumentSource } from '#model/document.ts';
import type { DocumentId } from '#model/ids.ts';

/** The record of a document made from a text alone. */
export function newTextDocument(
  { text, title, blockRule, blocks }: ParsedText,
  about: Pick<DocumentSource, 'fileName' | 'mediaType' | 'encoding' | 'bytesSha256' | 'importedAt'> & {
    readonly id: DocumentId;
    readonly textSha256: string;
  },
): DocumentRecord {
  const { id, textSha256, ...source } = about;
  return {
    id,
    title: title === '' ? (source.fileName ?? 'Untitled') : title,
    textSha256,
    length: text.length,
    language: null,
    blockRule,
    blocks,
    source: { publisher: null, author: null, url: null, publishedAt: null, ...source },
    metadata: {},
  };
}
