import { normaliseText } from '#model/text.ts';
import type { ReadRow } from '../csv/table.ts';
import type {
  ExchangeDocument,
  FoundColumn,
  FoundSheet,
  FoundTable,
  ParsedFiles,
  TableChoices,
} from '../exchange.ts';
import { fileLog } from '../shared/file-log.ts';
import { plainDocument } from '../spans/plain-document.ts';
import { guessRoles } from './guess-roles.ts';
import { createRemarks, type Remarks } from './remarks.ts';
import { sameNames } from './same-names.ts';
import { uniqueNames } from './unique-names.ts';

/** A table whose first row names its columns. */
export interface ArticleRows {
  /** Name of the file. */
  readonly file: string;
  /** The first row names the columns. */
  readonly rows: readonly ReadRow[];
  /** Whether rows may be shorter than the first: else one that is not as long is a fault. */
  readonly padded?: boolean;
  /** What keeps the table out. */
  readonly fault?: { readonly line: number; readonly message: string } | null;
  readonly sheets?: readonly FoundSheet[];
  readonly sheet?: string;
}

const EMPTY_TABLE = 'The table is empty: it has no line with the names of columns.';

/** What `FoundTable.rows` holds. */
const ROWS_SHOWN = 8;
const CELL_SHOWN = 300;

/**
 * A table with an article in each row. Cells of several columns with texts are joined by blank lines. Rows without a
 * text are left out, with a notice that names them; so is what does not fit its role. Without a column for the texts
 * there is a problem, and the table to choose from.
 */
export function readArticles(table: ArticleRows, choices: TableChoices = {}): ParsedFiles {
  const log = fileLog(table.file);
  const [header, ...rows] = table.rows;
  if (header === undefined || table.fault) {
    const { line, message } = table.fault ?? { line: 1, message: EMPTY_TABLE };
    log.problem(line, message);
    return { documents: [], problems: log.problems, notices: [] };
  }
  const names = uniqueNames(header.cells);
  const cells = rows.map((row) => row.cells);
  const before = choices.columnsBefore?.find((all) =>
    sameNames(
      all.map(({ name }) => name),
      names,
    ),
  );
  const chosen = choices.columns ?? choices.columnsOf?.find((all) => sameNames(all.names, names))?.columns;
  const columns = guessRoles(names, cells, chosen, before);
  const found: FoundTable = {
    sheets: table.sheets ?? [],
    sheet: table.sheet ?? null,
    columns,
    rows: cells.slice(0, ROWS_SHOWN).map((row) => names.map((_, index) => shownCell(row[index] ?? ''))),
    rowCount: rows.length,
  };
  const misfit = table.padded === true ? undefined : rows.find((row) => row.cells.length !== names.length);
  const unknown = (chosen ?? []).find(({ name }) => !names.includes(name));
  if (misfit !== undefined) {
    log.problem(
      misfit.line,
      `This row has ${misfit.cells.length} cells, and the first has ${names.length}. The file may have been cut short.`,
    );
  } else if (unknown !== undefined) {
    log.problem(header.line, `There is no column “${unknown.name}”. The table has: ${names.join(', ')}.`);
  } else if (!columns.some(({ role }) => role === 'text')) {
    log.problem(header.line, withoutText(names));
  }
  if (log.problems.length > 0) return { documents: [], problems: log.problems, notices: [], table: found };
  const remarks = createRemarks(table.padded === true ? 'row' : 'line');
  const documents = rows.flatMap((row) => articleOf(table.file, columns, row, remarks) ?? []);
  for (const { line, message } of remarks.sentences()) log.notice(line, message);
  return { documents, problems: [], notices: log.notices, table: found };
}

/** A table of spans may be meant, with other names of columns than ours. */
function withoutText(names: readonly string[]): string {
  const spans = names.some((name) => ['label', 'layer', 'start', 'begin'].includes(name.toLowerCase()))
    ? ' A table of spans needs the columns doc_id, label, start and end.'
    : '';
  return `No column is known to hold the texts of articles. Choose the one that does.${spans}`;
}

function articleOf(
  file: string,
  columns: readonly FoundColumn[],
  { cells, line }: ReadRow,
  remarks: Remarks,
): ExchangeDocument | null {
  const texts = columns.flatMap(({ role }, index) => (role === 'text' ? [cells[index] ?? ''] : []));
  const text = normaliseText(texts.filter((cell) => cell.trim() !== '').join('\n\n'));
  if (text === '') {
    if (cells.some((cell) => cell.trim() !== '')) remarks.add('without-text', line);
    return null;
  }
  const metadata = new Map<string, string>();
  const said = new Map<string, string>();
  for (const [index, { name, role }] of columns.entries()) {
    const cell = oneLine(cells[index] ?? '');
    if (cell === '' || role === 'text' || role === 'left-out') continue;
    if (role === 'metadata') metadata.set(name, (cells[index] ?? '').trim());
    else if (role === 'language' && languageTag(cell) === null) {
      metadata.set(name, cell);
      remarks.add('no-language', line);
    } else said.set(role, cell);
    // Ids of other programs are no ids here, but worth keeping.
    if (role === 'id' && !UUID.test(cell)) metadata.set(name, cell);
  }
  const plain = plainDocument(file, text);
  const id = said.get('id') ?? '';
  const isRepeated = id !== '' && remarks.isRepeated(id);
  if (isRepeated) remarks.add('same-id', line);
  return {
    ...plain,
    id: UUID.test(id) && !isRepeated ? id : null,
    title: said.get('title') ?? null,
    language: languageTag(said.get('language') ?? ''),
    source: {
      ...plain.source,
      publisher: said.get('publisher') ?? null,
      author: said.get('author') ?? null,
      url: said.get('url') ?? null,
      publishedAt: said.get('published') ?? null,
    },
    metadata: Object.fromEntries(metadata),
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A tag as BCP 47 has it, also of a locale with `_`; `null` where the cell is something else, such as “German”. */
function languageTag(cell: string): string | null {
  return /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(cell) ? cell.replaceAll('_', '-') : null;
}

function oneLine(cell: string): string {
  return cell.trim().replace(/\s*[\r\n]+\s*/g, ' ');
}

function shownCell(cell: string): string {
  if (cell.length <= CELL_SHOWN) return cell;
  const cut = cell.slice(0, CELL_SHOWN);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}
