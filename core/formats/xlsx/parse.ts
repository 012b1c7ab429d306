import { readArticles } from '../articles/read-articles.ts';
import { sameNames } from '../articles/same-names.ts';
import type { FormatProblem, InputFile, ParsedFiles, TableChoices } from '../exchange.ts';
import { headedRows } from './headed-rows.ts';
import { partsOf, WorkbookFault } from './parts.ts';
import { readSheet } from './sheet.ts';
import { readWorkbook } from './workbook.ts';

/**
 * Workbooks with a table of articles (ECMA-376, transitional and strict): the sheet chosen, else the first that is not
 * hidden. Formulas count by their saved values; nothing is calculated or fetched, and macros are not looked at. Choices
 * are for one workbook.
 */
export function parseWorkbooks(files: readonly InputFile[], choices: TableChoices = {}): ParsedFiles {
  const parsed = files.map((file) => parseWorkbook(file, choices));
  const problems = parsed.flatMap((one) => one.problems);
  const [first] = parsed;
  return {
    documents: parsed.flatMap((one) => one.documents),
    problems,
    notices: parsed.flatMap((one) => one.notices),
    ...(first?.table === undefined || parsed.length > 1 ? {} : { table: first.table }),
  };
}

function parseWorkbook(file: InputFile, choices: TableChoices): ParsedFiles {
  const fault = (message: string): ParsedFiles => ({
    documents: [],
    problems: [{ file: file.name, line: null, message }],
    notices: [],
  });
  try {
    const parts = partsOf(file.entries ?? []);
    const book = readWorkbook(parts);
    const names = book.sheets.map(({ name }) => name);
    const wanted = choices.sheet ?? sheetOf(names, choices);
    const sheet =
      wanted === null
        ? (book.sheets.find(({ hidden }) => !hidden) ?? book.sheets[0])
        : book.sheets.find(({ name }) => name === wanted);
    if (sheet === undefined) {
      return fault(
        wanted === null
          ? 'The workbook has no sheet with cells.'
          : `There is no sheet “${wanted}”. The workbook has: ${names.join(', ')}.`,
      );
    }
    const read = readSheet(parts, sheet.path, book);
    const { rows, passedOver } = headedRows(read.rows);
    const hidden = book.sheets.filter((one) => one.hidden && one !== sheet).length;
    const remarks: (readonly [count: number, message: string])[] = [
      [
        passedOver,
        `${counted(passedOver, 'row')} above the names of the columns ${verb(passedOver)} passed over.`,
      ],
      [
        read.hiddenRows,
        `${counted(read.hiddenRows, 'row')} hidden in the sheet ${verb(read.hiddenRows)} read like the others.`,
      ],
      [
        read.hiddenColumns,
        `${counted(read.hiddenColumns, 'column')} hidden in the sheet ${verb(read.hiddenColumns)} read like the others.`,
      ],
      [hidden, `The workbook has ${counted(hidden, 'hidden sheet')}, which can be chosen.`],
      [
        read.errors,
        `${counted(read.errors, 'cell')} ${read.errors === 1 ? 'holds an error' : 'hold errors'}, such as #N/A, taken as shown.`,
      ],
      [
        read.unsaved,
        `${counted(read.unsaved, 'formula')} ${read.unsaved === 1 ? 'has' : 'have'} no saved value. Open the workbook in a spreadsheet program, save it and import it again.`,
      ],
    ];
    const notices = remarks.flatMap(([count, message]): FormatProblem[] =>
      count === 0 ? [] : [{ file: file.name, line: null, message }],
    );
    const articles = readArticles(
      {
        file: file.name,
        rows,
        padded: true,
        sheets: book.sheets.map(({ name, hidden: isHidden }) => ({ name, hidden: isHidden })),
        sheet: sheet.name,
      },
      choices,
    );
    return { ...articles, notices: [...notices, ...articles.notices] };
  } catch (error) {
    if (error instanceof WorkbookFault) return fault(error.message);
    throw error;
  }
}

/** As chosen for such workbooks now, else at an earlier import. */
function sheetOf(
  names: readonly string[],
  { sheetsOf = [], sheetsBefore = [] }: TableChoices,
): string | null {
  const same = [...sheetsOf, ...sheetsBefore].find((one) => sameNames(one.names, names));
  return same !== undefined && names.includes(same.sheet) ? same.sheet : null;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function verb(count: number): string {
  return count === 1 ? 'is' : 'are';
}
