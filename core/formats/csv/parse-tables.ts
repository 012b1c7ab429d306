import { readArticles } from '../articles/read-articles.ts';
import { decodeInput } from '../bytes.ts';
import type { InputFile, ParsedFiles, TableChoices } from '../exchange.ts';
import { isArticleTable } from './columns.ts';
import { LONGEST_HEADER } from './csv-text.ts';
import { fromTables } from './from-tables.ts';
import type { ReadTable } from './table.ts';

export interface TableReaders {
  /** For our own tables. */
  readonly ours: (text: string) => ReadTable;
  /** For tables of articles, which others write. */
  readonly others: (text: string) => ReadTable;
}

/**
 * Reads our tables of spans, relations and documents, or tables of others with an article in each row. Choices are for
 * one table of articles.
 */
export function parseTables(
  files: readonly InputFile[],
  readers: TableReaders,
  choices: TableChoices = {},
): ParsedFiles {
  const tables = files.filter(({ name }) => !/\.(?:md|json|txt|text)$/i.test(name));
  const articles = tables.flatMap((file) => {
    const { text } = decodeInput(file);
    if (text === null || text.trim() === '' || !isArticleTable(readers.ours(text.slice(0, LONGEST_HEADER))))
      return [];
    return [readArticles({ file: file.name, ...readers.others(text) }, choices)];
  });
  const [first] = articles;
  if (first === undefined || articles.length < tables.length) return fromTables(files, readers.ours);
  const problems = articles.flatMap((one) => one.problems);
  return {
    documents: problems.length === 0 ? articles.flatMap((one) => one.documents) : [],
    problems,
    notices: articles.flatMap((one) => one.notices),
    ...(first.table !== undefined && articles.length === 1 ? { table: first.table } : {}),
  };
}
