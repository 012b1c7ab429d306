import type { ExchangeDocument, FormatParts, InputFile, ParsedFiles } from '../exchange.ts';
import { withOldRecord } from '../json-spans/changed-record.ts';
import { givenText } from '../json-spans/given-text.ts';
import { OWN_KEY, recoverRecord } from '../json-spans/own-record.ts';
import type { FileReport, JsonObject, LineReaderOf } from '../json-spans/read-json.ts';
import { lineParts, own, parseLineFiles } from '../json-spans/read-json.ts';
import { readRow } from './read-row.ts';
import { readTokens } from './read-tokens.ts';
import { shownIn } from './read-view.ts';
import { viewOf } from './row.ts';

/**
 * Reads the JSON Lines of a dataset (formats.md 11). A row of ours whose spans and relations nobody has changed is read
 * back as it was. Card and Parquet files beside them say nothing more.
 */
export function parseHuggingface(files: readonly InputFile[]): ParsedFiles {
  const chosen = new Set(dataOf(files.map(({ name }) => name)));
  const data = files.filter(({ name }) => chosen.has(name));
  const parsed = parseLineFiles(
    data.filter(({ name }) => !isParquet(name)),
    readerOf(),
  );
  const refused = data
    .filter(({ name }) => isParquet(name))
    .map(({ name }) => ({
      file: name,
      line: null,
      message:
        'Parquet is not read. Save the dataset as JSON Lines, with to_json of the datasets library, and import that.',
    }));
  return { ...parsed, problems: [...parsed.problems, ...refused] };
}

const LINES = lineParts(readerOf, (name) => !isParquet(name));
export const huggingfaceParts: FormatParts = {
  ...LINES,
  group: (names) => LINES.group(dataOf(names)),
};

function readerOf(): LineReaderOf {
  return (report) => ({ line: (object, line) => readLine(object, line, report) });
}

function isParquet(name: string): boolean {
  return /\.parquet$/i.test(name);
}

/** Without cards, and the Parquet files whose rows lie beside them as JSON Lines. */
function dataOf(names: readonly string[]): readonly string[] {
  const all = new Set(names);
  return names.filter((name) => {
    if (/(?:^|\/)README\.md$/i.test(name)) return false;
    return !(isParquet(name) && all.has(name.replace(/\.parquet$/i, '.jsonl')));
  });
}

function readLine(object: JsonObject, line: number, report: FileReport): void {
  const given = own(object, 'text');
  if (given === undefined && Array.isArray(own(object, 'tokens'))) {
    readTokens(object, line, report);
    return;
  }
  // A document of ours may be empty.
  const ground = given === '' ? { given: '', text: '', moved: <At>(at: At) => at } : givenText(given);
  if (typeof ground === 'string') {
    report.notice(line, `The text ${ground} The row was left out.`);
    return;
  }
  const record = recoverRecord(ground.text, { [OWN_KEY]: jsonOf(own(object, OWN_KEY)) });
  const shown = shownIn(object);
  const title = textIn(object, 'title');
  const id = textIn(object, 'id');
  if (record !== null) {
    const { view } = viewOf(record.document, record.options);
    const document: ExchangeDocument = {
      ...record.document,
      id: id === (record.document.id ?? '') ? record.document.id : id || null,
      title: title === (record.document.title ?? '') ? record.document.title : title || null,
    };
    if (JSON.stringify(shown) === JSON.stringify(view)) {
      report.document(document);
      return;
    }
    report.notice(
      line,
      'The spans are no longer those that Standoff wrote. What the record says was put back where a span is the same.',
    );
    report.document(withOldRecord(readRow(object, ground, shown, line, report), document));
    return;
  }
  if (ground.text === '') report.notice(line, 'The text is empty. The row was left out.');
  else report.document(readRow(object, ground, shown, line, report));
}

function textIn(object: JsonObject, name: string): string {
  const value = own(object, name);
  return typeof value === 'string' && value.isWellFormed() ? value : '';
}

function jsonOf(value: unknown): unknown {
  if (typeof value !== 'string') return null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
}
