import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { LARGEST_TEXT_FILE } from '#formats/registry.ts';
import { chooseBlockRule, findBlocks, titleOf } from '#model/blocks.ts';
import type { DocumentRecord } from '#model/document.ts';
import type { DocumentId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { Remark, ResolveContext } from './resolve-context.ts';
import { isUuid } from './resolve-context.ts';

export interface ResolvedDocument {
  readonly document: DocumentRecord;
  /** False where the project has it already; then `document` is the project's. */
  readonly isNew: boolean;
  readonly problems: readonly Remark[];
  readonly notices: readonly Remark[];
}

/** The document that a record is about: one of the project by id, else by its text, else a new one. */
export function resolveDocument(record: JsonlRecord, context: ResolveContext): ResolvedDocument {
  const problems: Remark[] = [];
  const textSha256 = context.sha256(record.text);
  if (record.text.trim() === '') {
    problems.push({ key: 'text', message: 'holds nothing but white space' });
  }
  if (Buffer.byteLength(record.text) > LARGEST_TEXT_FILE) {
    const limit = LARGEST_TEXT_FILE / 1024 / 1024;
    problems.push({
      key: 'text',
      message: `is longer than ${limit} MiB, which is the limit for one document`,
    });
  }
  if (record.textSha256 !== null && record.textSha256 !== textSha256) {
    problems.push({
      key: 'textSha256',
      message: 'is not the hash of the text, so one of the two was changed',
    });
  }
  const byId = isUuid(record.id) ? context.view.document(asId<DocumentId>(record.id)) : null;
  if (byId !== null && byId.textSha256 !== textSha256 && context.isOfThisFile(byId.id)) {
    const message = `is that of another document of this import, “${byId.title}”; this one gets a new id`;
    const document = newDocument({ ...record, id: null }, textSha256, context);
    return { document, isNew: true, problems, notices: [{ key: 'id', message }] };
  }
  if (byId !== null) {
    if (byId.textSha256 !== textSha256) {
      problems.push({
        key: 'id',
        message: `is that of the document "${byId.title}" in this project, whose text is different`,
      });
    }
    return { document: byId, isNew: false, problems, notices: differences(record, byId) };
  }
  const twin = context.importDuplicates ? null : context.documentWithText(textSha256);
  const other = twin === null || (isUuid(record.id) && context.isOfThisFile(twin.id)) ? null : twin;
  const byText = other === null ? null : context.view.document(other.id);
  if (byText !== null) return { document: byText, isNew: false, problems, notices: [] };
  return { document: newDocument(record, textSha256, context), isNew: true, problems, notices: [] };
}

function newDocument(record: JsonlRecord, textSha256: string, context: ResolveContext): DocumentRecord {
  const { text, source } = record;
  const blockRule = record.blockRule ?? context.blockRule ?? chooseBlockRule(text, source.mediaType);
  const blocks = record.blocks ?? findBlocks(text, blockRule);
  const title = record.title?.trim() ? record.title : titleOf(text, blocks);
  return {
    id: asId<DocumentId>(isUuid(record.id) ? record.id : context.newId()),
    title: title === '' ? context.fileName : title,
    textSha256,
    length: text.length,
    language: record.language,
    blockRule,
    blocks,
    source: {
      ...source,
      // A record that does not say when it was imported has not been in a project before.
      fileName: source.fileName ?? (source.importedAt === null ? context.fileName : null),
      importedAt: source.importedAt ?? context.now,
    },
    metadata: record.metadata,
  };
}

/** What a record says differently of a document that the project has; the project's stays. */
function differences(record: JsonlRecord, document: DocumentRecord): Remark[] {
  const pairs: readonly [string, unknown, unknown][] = [
    ['title', record.title, document.title],
    ['language', record.language, document.language],
    ['blockRule', record.blockRule, document.blockRule],
    ['source.publisher', record.source.publisher, document.source.publisher],
    ['source.author', record.source.author, document.source.author],
    ['source.url', record.source.url, document.source.url],
    ['source.publishedAt', record.source.publishedAt, document.source.publishedAt],
  ];
  return pairs
    .filter(([, theirs, ours]) => theirs !== null && theirs !== ours)
    .map(([key]) => ({
      key,
      message: `differs from the document "${document.title}" in this project, which was kept`,
    }));
}
