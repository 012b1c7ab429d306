import type { JsonlSource } from '../jsonl/record.ts';
import type { NamedRow } from './columns.ts';

/** Where an article came from, in columns with the names of the roles that tables of articles have. */
const FIELD_OF = { publisher: 'publisher', author: 'author', url: 'url', published: 'publishedAt' } as const;

const SOURCE_COLUMNS = Object.keys(FIELD_OF) as readonly (keyof typeof FIELD_OF)[];

/** Of the table of documents; any other is metadata. */
export const DOCUMENT_COLUMNS = [
  'doc_id',
  'title',
  'language',
  'sha256',
  'text',
  ...SOURCE_COLUMNS,
  'details',
] as const;

export function sourceCells(source: JsonlSource): string[] {
  return SOURCE_COLUMNS.map((column) => source[FIELD_OF[column]] ?? '');
}

/** What the cells say goes before what the details say, for it is what people change. An empty cell says nothing. */
export function withSourceCells(source: JsonlSource, row: NamedRow): JsonlSource {
  const said = SOURCE_COLUMNS.flatMap((column) =>
    row.get(column) === '' ? [] : [[FIELD_OF[column], row.get(column)] as const],
  );
  return { ...source, ...Object.fromEntries(said) };
}
