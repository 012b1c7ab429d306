import type {
  ExchangeDocument,
  FormatParts,
  FormatProblem,
  InputFile,
  LineFile,
  ParsedFiles,
} from '../exchange.ts';
import { withOldRecord } from '../json-spans/changed-record.ts';
import { givenText } from '../json-spans/given-text.ts';
import { OWN_KEY, recoverRecord } from '../json-spans/own-record.ts';
import type { FileReport, JsonObject, LineReaderOf } from '../json-spans/read-json.ts';
import { own, readLineFile } from '../json-spans/read-json.ts';
import { parsePieces } from '../shared/read-pieces.ts';
import type { CardClasses } from './read-card.ts';
import { cardNameFor, isCardName, NO_CLASSES, readCard } from './read-card.ts';
import { readRow } from './read-row.ts';
import { readTokens } from './read-tokens.ts';
import { shownIn } from './read-view.ts';
import { viewOf } from './row.ts';
import { isSpansPath } from './split-path.ts';

/**
 * Reads the JSON Lines of a dataset (formats.md 11). A row of ours whose spans and relations nobody has changed is read
 * back as it was. Of the card the names of classes count, for tags that are numbers; Parquet files say nothing more.
 */
export function parseHuggingface(files: readonly InputFile[]): ParsedFiles {
  const cards = new Map(
    files.filter(({ name }) => isCardName(name)).map((file) => [file.name, readCard(file)]),
  );
  const classesOf = (name: string) => cards.get(cardNameFor(name, [...cards.keys()]) ?? '') ?? NO_CLASSES;
  const chosen = new Set(dataOf(files.map(({ name }) => name)));
  const data = files.filter(({ name }) => chosen.has(name));
  const parsed = parsePieces(
    data.filter(({ name }) => !isParquet(name)),
    (file) => readLineFile(file, readerOf(file.name, classesOf(file.name))),
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

/** A data file by itself, or with its card. */
export const huggingfaceParts: FormatParts = {
  group(names) {
    const cards = names.filter(isCardName);
    return dataOf(names).map((name) => {
      const card = cardNameFor(name, cards);
      return card === null ? [name] : [name, card];
    });
  },
  lines: {
    applies: (name) => !isParquet(name),
    read: (file) => readLineFile(file, readerOf(file.name, NO_CLASSES)),
  },
  together: {
    applies: ([data = '', ...others]) => !isParquet(data) && others.every(isCardName),
    *read([data, card]) {
      if (data === undefined) return;
      const classes = card === undefined ? NO_CLASSES : readCard(wholeOf(card));
      let isBare = true;
      let first: FormatProblem | undefined;
      for (const piece of readLineFile(data, readerOf(data.name, classes))) {
        isBare &&= piece.documents.length === 0;
        first ??= piece.notices[0];
        yield piece;
      }
      // Without a document, notices are problems.
      if (isBare && first !== undefined) yield { documents: [], problems: [first], notices: [] };
    },
  },
};

/** A card is short. */
function wholeOf(file: LineFile): InputFile {
  const pieces = [...file.pieces()].map(({ bytes }) => bytes);
  const bytes = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { name: file.name, bytes };
}

function readerOf(name: string, classes: CardClasses): LineReaderOf {
  const tagNames = classes.namesFor('ner_tags', name);
  return (report) => ({ line: (object, line) => readLine(object, line, tagNames, report) });
}

function isParquet(name: string): boolean {
  return /\.parquet$/i.test(name);
}

/** Without cards, tables of spans, and the Parquet files whose rows lie beside them as JSON Lines. */
function dataOf(names: readonly string[]): readonly string[] {
  const all = new Set(names);
  return names.filter((name) => {
    if (isCardName(name) || isSpansPath(name)) return false;
    return !(isParquet(name) && all.has(name.replace(/\.parquet$/i, '.jsonl')));
  });
}

function readLine(
  object: JsonObject,
  line: number,
  tagNames: readonly string[] | null,
  report: FileReport,
): void {
  const given = own(object, 'text');
  if (given === undefined && Array.isArray(own(object, 'tokens'))) {
    readTokens(object, line, tagNames, report);
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
