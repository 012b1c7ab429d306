import type { ExchangeDocument, FormatParts, LineFile, ParsedFiles } from '../exchange.ts';
import { copyOf } from '../shared/copy-of.ts';
import { folderOf } from '../shared/file-groups.ts';
import { type FileLog, fileLog } from '../shared/file-log.ts';
import { textsOf } from '../shared/read-pieces.ts';
import type { NamedRow, TableHeader, TableKind } from './columns.ts';
import { misfitOf, namedRow, readHeader } from './columns.ts';
import { type LoggedRow, metadataColumns, readBase, withRows } from './from-tables.ts';
import type { ReadRow, RowsReader } from './table.ts';

/**
 * Our tables as they are exported, read side by side: a document, its spans, its relations. Tables in another order, and
 * those with anything wrong, are to be read whole.
 */
export function tableParts(extension: 'csv' | 'tsv', openRows: () => RowsReader): FormatParts {
  const kindOf = (name: string): TableKind | null =>
    KINDS.find((kind) => name === `${folderOf(name)}${kind}.${extension}`) ?? null;
  const tablesOf = <File extends { readonly name: string }>(files: readonly File[]): readonly File[] =>
    files.filter(({ name }) => !/\.(?:md|json)$/i.test(name));
  return {
    group: (names) => [names],
    together: {
      applies(names) {
        const tables = tablesOf(names.map((name) => ({ name })));
        const kinds = new Set(tables.map(({ name }) => kindOf(name)));
        const folders = new Set(tables.map(({ name }) => folderOf(name)));
        const areOurs = !kinds.has(null) && kinds.size === tables.length && folders.size === 1;
        return areOurs && kinds.has('documents') && kinds.size > 1;
      },
      read(files) {
        const table = (kind: TableKind): Table | null => {
          const file = files.find(({ name }) => kindOf(name) === kind);
          return file === undefined ? null : openTable(file, kind, openRows());
        };
        return readDocuments(table('documents'), table('spans'), table('relations'));
      },
    },
  };
}

const KINDS = ['documents', 'spans', 'relations'] as const;

function* readDocuments(
  documents: Table | null,
  spans: Table | null,
  relations: Table | null,
): Generator<ParsedFiles> {
  if (documents === null) return;
  const tables = [documents, spans, relations].filter((table) => table !== null);
  const isFaulty = (): boolean => tables.some(({ log }) => log.problems.length > 0);
  const ids = new Set<string>();
  let done: ExchangeDocument[] = [];
  let doneSpans = 0;
  const taken = (): ParsedFiles => {
    const piece = { documents: done, problems: [], notices: tables.flatMap((table) => table.takeNotices()) };
    done = [];
    doneSpans = 0;
    return piece;
  };
  for (const logged of documents.rows()) {
    if (logged === null || doneSpans > SPANS_TOGETHER) yield taken();
    if (logged === null) continue;
    const { row, log } = logged;
    const id = row.get('doc_id');
    if (id === '') log.problem(row.line, 'The document has no doc_id. Give it one.');
    else if (ids.has(id)) log.problem(row.line, `The document “${id}” is in the table twice.`);
    ids.add(copyOf(id));
    const base = readBase(id, logged, metadataColumns(documents.columns()));
    const document = base === null ? null : withRows(base, spans?.take(id) ?? [], relations?.take(id) ?? []);
    if (document !== null) {
      done.push(document);
      doneSpans += document.annotations.length;
    }
    if (isFaulty()) break;
  }
  if (!isFaulty()) for (const table of [spans, relations]) table?.expectEnd();
  yield { ...taken(), problems: tables.flatMap(({ log }) => log.problems) };
}

/** Documents are handed on once they have more. */
const SPANS_TOGETHER = 2000;

interface Table {
  readonly log: FileLog;
  /** Of a table whose first row was read. */
  columns(): readonly string[];
  /** All rows below the names; `null` after each piece. Ends with a problem where there is one. */
  rows(): Generator<LoggedRow | null>;
  /** The next rows, as far as they are about this document. */
  take(id: string): readonly LoggedRow[];
  /** A problem where there are rows that nobody took. */
  expectEnd(): void;
  /** Those since the last call. */
  takeNotices(): FileLog['notices'];
}

function openTable(file: LineFile, kind: TableKind, read: RowsReader): Table {
  const log = fileLog(file.name);
  let header: TableHeader | null = null;
  let noticed = 0;
  const rows = rowsOf();
  let next: LoggedRow | null | undefined;

  function* rowsOf(): Generator<LoggedRow | null> {
    for (const row of rawRows(file, read, log)) {
      if (row === null) yield null;
      else if (header !== null) {
        const misfit = misfitOf(header, row);
        if (misfit !== null) return log.problem(misfit.line, misfit.message);
        yield { row: namedRow(header, row), log };
      } else {
        const found = readHeader(row);
        if ('message' in found) return log.problem(found.line, found.message);
        if (found.kind !== kind) return log.problem(row.line, `By its columns this is no table of ${kind}.`);
        header = found;
      }
    }
    if (header === null) log.problem(1, 'The table is empty: it has no line with the names of columns.');
  }

  function peek(): LoggedRow | null {
    while (next === undefined || next === null) {
      const step = rows.next();
      if (step.done === true) return null;
      next = step.value;
    }
    return next;
  }

  return {
    log,
    columns: () => header?.columns ?? [],
    rows: () => rows,
    take(id) {
      const taken: LoggedRow[] = [];
      for (let row = peek(); row?.row.get('doc_id') === id; row = peek()) {
        taken.push(row);
        next = undefined;
      }
      return taken;
    },
    expectEnd() {
      const left = peek();
      if (left !== null) log.problem(left.row.line, outOfOrder(left.row, kind));
    },
    takeNotices() {
      const notices = log.notices.slice(noticed);
      noticed = log.notices.length;
      return notices;
    },
  };
}

function outOfOrder(row: NamedRow, kind: TableKind): string {
  return `The document “${row.get('doc_id')}” of this row is not where the table of documents has it. Large tables are read in one order alone: sort the ${kind} by document as the documents are, or import fewer documents at a time.`;
}

function* rawRows(file: LineFile, read: RowsReader, log: FileLog): Generator<ReadRow | null> {
  for (const { text } of textsOf(file, log.problem)) {
    const { rows, fault } = read(text, false);
    yield* rows;
    if (fault !== null) return log.problem(fault.line, fault.message);
    yield null;
  }
  if (log.problems.length > 0) return;
  const { rows, fault } = read('', true);
  yield* rows;
  if (fault !== null) log.problem(fault.line, fault.message);
}
