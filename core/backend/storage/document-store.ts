import type { Block, BlockKind, BlockRule, DocumentRecord } from '#model/document.ts';
import { asId, type DocumentId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import type { ReadableDatabase, WritableDatabase } from './connection.ts';
import type { RecordStore } from './record-store.ts';
import { command, query, type RowOf } from './statement.ts';

/** What `insert` and `update` take, the id last. */
const COLUMNS = [
  'text',
  'text',
  'integer',
  'text?',
  'text',
  'text?',
  'text?',
  'text?',
  'text?',
  'text?',
  'text?',
  'text?',
  'text?',
  'text',
  'text',
] as const;

const NAMES = `id, title, text_sha256, length, language, block_rule, publisher, author, url, published_at,
  file_name, media_type, encoding, bytes_sha256, imported_at`;

const columns = {
  id: 'text',
  title: 'text',
  text_sha256: 'text',
  length: 'integer',
  language: 'text?',
  block_rule: 'text',
  publisher: 'text?',
  author: 'text?',
  url: 'text?',
  published_at: 'text?',
  file_name: 'text?',
  media_type: 'text?',
  encoding: 'text?',
  bytes_sha256: 'text?',
  imported_at: 'text',
} as const;

export const statements = {
  byId: query(`SELECT ${NAMES} FROM document WHERE id = ?`, ['text'], columns),
  byText: query('SELECT id, title FROM document WHERE text_sha256 = ? ORDER BY id LIMIT 1', ['text'], {
    id: 'text',
    title: 'text',
  }),
  list: query(
    `SELECT id, title, text_sha256, length, language, publisher, author, published_at, file_name, imported_at
     FROM document`,
    [],
    {
      id: 'text',
      title: 'text',
      text_sha256: 'text',
      length: 'integer',
      language: 'text?',
      publisher: 'text?',
      author: 'text?',
      published_at: 'text?',
      file_name: 'text?',
      imported_at: 'text',
    },
  ),
  textHash: query('SELECT text_sha256 FROM document WHERE id = ?', ['text'], { text_sha256: 'text' }),
  ids: query('SELECT id FROM document ORDER BY id', [], { id: 'text' }),
  titles: query('SELECT id, title FROM document', [], { id: 'text', title: 'text' }),
  insert: command(
    `INSERT INTO document (title, text_sha256, length, language, block_rule, publisher, author, url,
       published_at, file_name, media_type, encoding, bytes_sha256, imported_at, id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    COLUMNS,
  ),
  update: command(
    `UPDATE document SET title = ?, text_sha256 = ?, length = ?, language = ?, block_rule = ?, publisher = ?,
       author = ?, url = ?, published_at = ?, file_name = ?, media_type = ?, encoding = ?, bytes_sha256 = ?,
       imported_at = ?
     WHERE id = ?`,
    COLUMNS,
  ),
  remove: command('DELETE FROM document WHERE id = ?', ['text']),
  blocks: query(
    'SELECT kind, level, start, "end" FROM block WHERE document_id = ? ORDER BY position',
    ['text'],
    { kind: 'text', level: 'integer', start: 'integer', end: 'integer' },
  ),
  insertBlock: command(
    'INSERT INTO block (document_id, position, kind, level, start, "end") VALUES (?, ?, ?, ?, ?, ?)',
    ['text', 'integer', 'text', 'integer', 'integer', 'integer'],
  ),
  removeBlocks: command('DELETE FROM block WHERE document_id = ?', ['text']),
  metadata: query('SELECT name, value FROM document_metadata WHERE document_id = ? ORDER BY name', ['text'], {
    name: 'text',
    value: 'text',
  }),
  insertMetadata: command('INSERT INTO document_metadata (document_id, name, value) VALUES (?, ?, ?)', [
    'text',
    'text',
    'text',
  ]),
  removeMetadata: command('DELETE FROM document_metadata WHERE document_id = ?', ['text']),
};

export function readDocument(db: ReadableDatabase, id: DocumentId): DocumentRecord | null {
  const row = statements.byId.get(db, id);
  if (row === undefined) return null;
  return {
    id: asId<DocumentId>(row.id),
    title: row.title,
    textSha256: row.text_sha256,
    length: row.length,
    language: row.language,
    blockRule: row.block_rule as BlockRule,
    blocks: statements.blocks.all(db, id).map(toBlock),
    source: {
      publisher: row.publisher,
      author: row.author,
      url: row.url,
      publishedAt: row.published_at,
      fileName: row.file_name,
      mediaType: row.media_type,
      encoding: row.encoding,
      bytesSha256: row.bytes_sha256,
      importedAt: row.imported_at,
    },
    metadata: Object.fromEntries(statements.metadata.all(db, id).map(({ name, value }) => [name, value])),
  };
}

/** What the document list may show of each document, in no order. */
export function listDocuments(db: ReadableDatabase) {
  return statements.list.all(db).map((row) => ({
    id: asId<DocumentId>(row.id),
    title: row.title,
    textSha256: row.text_sha256,
    length: row.length,
    language: row.language,
    publisher: row.publisher,
    author: row.author,
    publishedAt: row.published_at,
    fileName: row.file_name,
    importedAt: row.imported_at,
  }));
}
export type ListedDocument = ReturnType<typeof listDocuments>[number];

/** The SHA-256 of a document's text, `null` where there is no such document. */
export function textHashOf(db: ReadableDatabase, id: DocumentId): string | null {
  return statements.textHash.get(db, id)?.text_sha256 ?? null;
}

/** In no order. */
export function documentTitles(db: ReadableDatabase): { readonly id: DocumentId; readonly title: string }[] {
  return statements.titles.all(db).map(({ id, title }) => ({ id: asId<DocumentId>(id), title }));
}

/** Ids grow with time, so this is the order of import. */
export function documentIds(db: ReadableDatabase): DocumentId[] {
  return statements.ids.all(db).map(({ id }) => asId<DocumentId>(id));
}

export function documentWithText(db: ReadableDatabase, textSha256: string) {
  const row = statements.byText.get(db, textSha256);
  return row === undefined ? null : { id: asId<DocumentId>(row.id), title: row.title };
}

export const documentStore: RecordStore<'document'> = {
  current: (db, { id }) => readDocument(db, id),
  insert(db, document) {
    statements.insert.run(db, ...valuesOf(document));
    insertParts(db, document);
  },
  update(db, document) {
    statements.update.run(db, ...valuesOf(document));
    statements.removeBlocks.run(db, document.id);
    statements.removeMetadata.run(db, document.id);
    insertParts(db, document);
  },
  remove: (db, { id }) => void statements.remove.run(db, id),
  *all(db) {
    for (const id of documentIds(db)) {
      const document = readDocument(db, id);
      if (document !== null) yield document;
    }
  },
};

function valuesOf({ source, ...document }: DocumentRecord) {
  return [
    document.title,
    document.textSha256,
    document.length,
    document.language,
    document.blockRule,
    source.publisher,
    source.author,
    source.url,
    source.publishedAt,
    source.fileName,
    source.mediaType,
    source.encoding,
    source.bytesSha256,
    source.importedAt,
    document.id,
  ] as const;
}

function insertParts(db: WritableDatabase, { id, blocks, metadata }: DocumentRecord): void {
  for (const [position, { kind, level, start, end }] of blocks.entries()) {
    statements.insertBlock.run(db, id, position, kind, level, start, end);
  }
  for (const [name, value] of Object.entries(metadata)) statements.insertMetadata.run(db, id, name, value);
}

function toBlock(row: RowOf<typeof statements.blocks.columns>): Block {
  return {
    kind: row.kind as BlockKind,
    level: row.level,
    start: asUtf16(row.start),
    end: asUtf16(row.end),
  };
}
