import { decodeInput } from '../bytes.ts';
import type { ExchangeDocument, FormatProblem, InputFile, ParsedFiles } from '../exchange.ts';
import type { Ground } from '../jsonl/fragment-json.ts';
import type { DocumentDetails } from '../shared/document-details.ts';
import { readDetails } from '../shared/document-details.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { finishDocument } from '../shared/finish-document.ts';
import { groundOf } from '../shared/ground.ts';
import type { NamedRow, NamedTable } from './columns.ts';
import { namedTable } from './columns.ts';
import { DOCUMENT_COLUMNS, withSourceCells } from './document-columns.ts';
import { readRelationRows } from './read-relations.ts';
import { readSpanRows } from './read-spans.ts';

import type { ReadTable } from './table.ts';

export interface LoggedRow {
  readonly row: NamedRow;
  readonly log: FileLog;
}

/** A document without its annotations. */
interface Base extends Omit<ExchangeDocument, 'annotations' | 'relations'> {
  readonly ground: Ground;
  readonly id: string;
}

/**
 * Reads tables of spans, relations and documents that were chosen together, told apart by their columns (formats.md 15).
 * A text stands in the table of documents or in a file `<doc_id>.txt`. A table of documents alone is a table of articles:
 * each row is one, and columns that are not known are metadata.
 */
export function fromTables(files: readonly InputFile[], read: (text: string) => ReadTable): ParsedFiles {
  const problems: FormatProblem[] = [];
  const logs: FileLog[] = [];
  const tables: { readonly table: NamedTable; readonly log: FileLog }[] = [];
  const texts = new Map<string, string>();
  for (const file of files) {
    if (/\.(md|json)$/i.test(file.name)) continue;
    const { text, problem } = decodeInput(file);
    if (problem !== null) {
      problems.push(problem);
      continue;
    }
    const stem = /([^/\\]*)\.(?:txt|text)$/i.exec(file.name)?.[1];
    if (stem !== undefined) {
      texts.set(stem, text);
      continue;
    }
    const log = fileLog(file.name);
    logs.push(log);
    const table = namedTable(read(text));
    if ('kind' in table) tables.push({ table, log });
    else log.problem(table.line, table.message);
  }
  const rowsOf = (kind: NamedTable['kind']): LoggedRow[] =>
    tables.flatMap(({ table, log }) => (table.kind === kind ? table.rows.map((row) => ({ row, log })) : []));
  const columns = new Set(tables.flatMap(({ table }) => (table.kind === 'documents' ? table.columns : [])));
  const bases = readBases(rowsOf('documents'), columns);
  const only = onlyText(bases, texts);
  const spans = byDocument(rowsOf('spans'), only);
  const relations = byDocument(rowsOf('relations'), only);
  for (const [id, rows] of [...spans, ...relations]) {
    if (bases.has(id)) continue;
    const text = texts.get(id);
    const base = text === undefined ? null : baseOf(id, text);
    if (base !== null) bases.set(id, base);
    else if (spans.has(id)) rows[0]?.log.problem(rows[0].row.line, missingText(id));
  }
  const documents = [...bases.values()].map((each) =>
    withRows(each, spans.get(each.id) ?? [], relations.get(each.id) ?? []),
  );
  problems.push(...logs.flatMap((log) => log.problems));
  return {
    documents: problems.length === 0 ? documents : [],
    problems,
    notices: logs.flatMap((log) => log.notices),
  };
}

/** A document with the rows that are about it. */
export function withRows(
  { ground, ...document }: Base,
  spans: readonly LoggedRow[],
  relations: readonly LoggedRow[],
): ExchangeDocument {
  const { annotations, states } = readSpanRows(spans, ground);
  const related = readRelationRows(relations);
  const finished = { ...document, states: document.states.length > 0 ? document.states : states };
  const log = spans[0]?.log ?? relations[0]?.log;
  return finishDocument(finished, { annotations, relations: related }, (line, message) =>
    log?.notice(line, message),
  );
}

function missingText(id: string): string {
  return id === ''
    ? 'The row does not say which document it belongs to. Name it in a column doc_id, or choose one text together with the table.'
    : `The text of the document “${id}” is missing. Choose documents.csv, or a file “${id}.txt”, together with this table.`;
}

/** The one document there is, for tables without `doc_id`. */
function onlyText(bases: ReadonlyMap<string, Base>, texts: ReadonlyMap<string, string>): string {
  const ids = [...bases.keys(), ...texts.keys()];
  return ids.length === 1 ? (ids[0] ?? '') : '';
}

function byDocument(rows: readonly LoggedRow[], only: string): Map<string, LoggedRow[]> {
  const found = new Map<string, LoggedRow[]>();
  for (const logged of rows) {
    const id = logged.row.get('doc_id') || only;
    const list = found.get(id);
    if (list === undefined) found.set(id, [logged]);
    else list.push(logged);
  }
  return found;
}

function readBases(rows: readonly LoggedRow[], columns: ReadonlySet<string>): Map<string, Base> {
  const bases = new Map<string, Base>();
  const metadata = metadataColumns(columns);
  for (const [index, { row, log }] of rows.entries()) {
    const id = row.get('doc_id') || `row-${index + 1}`;
    if (bases.has(id)) {
      log.problem(row.line, `The document “${id}” is in the table twice.`);
      continue;
    }
    const found = readBase(id, { row, log }, metadata);
    if (found !== null) bases.set(id, found);
  }
  return bases;
}

/** What is metadata of the documents in a table with such columns. */
export function metadataColumns(columns: Iterable<string>): readonly string[] {
  const known: readonly string[] = DOCUMENT_COLUMNS;
  return [...columns].filter((column) => column !== '' && !known.includes(column));
}

/** The document of a row; `null` with a problem. */
export function readBase(id: string, { row, log }: LoggedRow, metadata: readonly string[]): Base | null {
  const given = { text: row.get('text'), textSha256: row.get('sha256') || null };
  const { details, problem } = readDetails(given, row.get('details'));
  if (details === null)
    log.problem(row.line, `The text of the document “${id}”: ${problem ?? 'unreadable'}.`);
  else if (problem !== null)
    log.notice(row.line, `The details of the document “${id}” were left out: ${problem}.`);
  if (details === null) return null;
  const more = metadata.flatMap((column) =>
    row.get(column) === '' ? [] : [[column, row.get(column)] as const],
  );
  return {
    ...base(id, given.text, details),
    title: row.get('title') || null,
    language: row.get('language') || null,
    source: withSourceCells(details.source, row),
    metadata: Object.fromEntries([...Object.entries(details.metadata), ...more]),
  };
}

function baseOf(id: string, text: string): Base | null {
  const { details } = readDetails({ text, textSha256: null }, '');
  return details === null ? null : base(id, text, details);
}

function base(id: string, given: string, details: DocumentDetails): Base {
  const { text, textSha256, blockRule, blocks, source, metadata, states } = details;
  return {
    id,
    title: null,
    text,
    textSha256,
    language: null,
    blockRule,
    blocks,
    source,
    metadata,
    states,
    ground: groundOf(given),
  };
}
