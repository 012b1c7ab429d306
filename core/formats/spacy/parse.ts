import type { ExchangeDocument, FormatParts, InputFile, ParsedFiles, WrittenNames } from '../exchange.ts';
import type { ReadSpan } from '../json-spans/build-document.ts';
import { buildDocument } from '../json-spans/build-document.ts';
import { withOldRecord } from '../json-spans/changed-record.ts';
import { fullestFiles, fullestParts } from '../json-spans/fullest-files.ts';
import { givenText, placeSpans } from '../json-spans/given-text.ts';
import { headOf, isSame, recoverRecord } from '../json-spans/own-record.ts';
import type { FileReport, JsonObject } from '../json-spans/read-json.ts';
import { eachLine, isObject, lineParts, listIn, own, readFiles } from '../json-spans/read-json.ts';
import type { SpanNameReader } from '../json-spans/span-names.ts';
import { spanNameReader } from '../json-spans/span-names.ts';
import { UNIT_NAMES } from '../unit-check.ts';
import { readTrainJson } from './parse-json.ts';
import type { Triple } from './view.ts';
import { viewOf } from './view.ts';

/** Files of an export of ours, from the one that holds most. */
const BY_FULLNESS = ['spans.jsonl', 'train.json', 'train.conll', 'train.iob'];
const isData = (name: string): boolean => !/(?:^|\/)README\.md$/i.test(name);
const isColumns = (name: string): boolean => /\.(?:conll|iob|iob2)$/i.test(name);
const isTrainJson = (name: string, start: string): boolean =>
  /^\s*\[/.test(start) || (/\.json$/i.test(name) && !/^\s*\{\s*"text"/.test(start));

/**
 * Reads JSON Lines with `text`, `entities` and `spans`, and the JSON of spaCy 2 (formats.md 9). Of an export of ours
 * `spans.jsonl` is read, which holds all that the other files do. `.spacy` files belong to one version of spaCy.
 */
export function parseSpacy(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  const originals = spanNameReader(names);
  const fullest = fullestFiles(files, BY_FULLNESS);
  const data = fullest.files.filter(({ name }) => isData(name));
  const parsed = readFiles(data, (text, report, { name }) => {
    if (isColumns(name)) report.problem(null, 'This is a file of columns: import it as CoNLL-2003.');
    else if (isTrainJson(name, text)) readTrainJson(text, originals, report);
    else eachLine(text, report, (object, line) => readLine(object, line, originals, report));
  });
  return { ...parsed, notices: [...parsed.notices, ...fullest.notices] };
}

const LINES = lineParts(
  (names) => {
    const originals = spanNameReader(names);
    return (report) => ({ line: (object, line) => readLine(object, line, originals, report) });
  },
  (name, start) => !isColumns(name) && !isTrainJson(name, start),
);
export const spacyParts: FormatParts = fullestParts(
  { ...LINES, group: (names) => LINES.group(names.filter(isData)) },
  BY_FULLNESS,
);

interface Claimed {
  readonly start: number;
  readonly end: number;
  readonly text: string | null;
  readonly label: string;
  readonly group: string | null;
}

function readLine(object: JsonObject, line: number, originals: SpanNameReader, report: FileReport): void {
  const ground = givenText(own(object, 'text'));
  if (typeof ground === 'string') {
    report.notice(line, `The text ${ground} The line was left out.`);
    return;
  }
  const claims: Claimed[] = [];
  for (const { item, group, index } of itemsIn(object)) {
    const claimed = claimOf(item, group);
    if (claimed !== null) claims.push(claimed);
    else {
      const place = group === null ? 'Entity' : `In group “${group}” span`;
      report.notice(line, `${place} ${index + 1} has no start, end and label. It was left out.`);
    }
  }
  const placed = placeSpans(ground, claims, 'code-points');
  if (placed.unit !== 'code-points') {
    report.notice(
      line,
      `The offsets count ${UNIT_NAMES[placed.unit]}: so the spans have the texts they state.`,
    );
  }
  const spans: ReadSpan[] = [];
  const entities: Triple[] = [];
  const grouped: Triple[] = [];
  for (const [index, { fragment, problem }] of placed.spans.entries()) {
    const claimed = claims[index];
    if (claimed === undefined) continue;
    if (fragment === null) {
      report.notice(line, `The span ${problem} It was left out.`);
      continue;
    }
    spans.push({ key: `#${index + 1}`, id: null, ...originals.span(claimed.label), fragment });
    (claimed.group === null ? entities : grouped).push([fragment.start, fragment.end, claimed.label]);
  }
  const cats = own(object, 'cats');
  if (isObject(cats) && Object.keys(cats).length > 0) {
    report.notice(line, 'The line has categories of the whole text. They were left out.');
  }
  const meta = own(object, 'meta');
  const record = recoverRecord(ground.text, meta);
  const view = record === null ? null : viewOf(record.document, record.options);
  if (record !== null && isSame([entities, grouped], [view?.entities, view?.group])) {
    report.document(record.document);
    return;
  }
  const document = buildDocument(headOf(ground.text, meta), spans, []);
  report.document(record === null ? document : changed(document, record.document, line, report));
}

/** Spans that stayed keep their attributes, and the relations between them. */
function changed(
  document: ExchangeDocument,
  record: ExchangeDocument,
  line: number,
  report: FileReport,
): ExchangeDocument {
  report.notice(
    line,
    'The spans are no longer those that Standoff wrote. Attributes, notes and relations were put back where spans are the same.',
  );
  const merged = withOldRecord(document, record);
  const ids = new Set(merged.annotations.map(({ id }) => id));
  return {
    ...merged,
    relations: record.relations.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

/** `entities`, then the groups of `spans`; a list of `spans` is one group. */
function itemsIn(object: JsonObject) {
  const items: { item: unknown; group: string | null; index: number }[] = [];
  const add = (list: readonly unknown[], group: string | null) => {
    for (const [index, item] of list.entries()) items.push({ item, group, index });
  };
  add(listIn(object, 'entities'), null);
  const groups = own(object, 'spans');
  if (Array.isArray(groups)) add(groups as unknown[], 'sc');
  else if (isObject(groups)) for (const group of Object.keys(groups)) add(listIn(groups, group), group);
  return items;
}

/** `[start, end, label]`, or an object with these. */
function claimOf(item: unknown, group: string | null): Claimed | null {
  const isList = Array.isArray(item);
  const read = (index: number, name: string): unknown => {
    if (isList) return (item as unknown[])[index];
    return isObject(item) ? own(item, name) : undefined;
  };
  const [start, end, label] = [read(0, 'start'), read(1, 'end'), read(2, 'label')];
  if (typeof start !== 'number' || typeof end !== 'number') return null;
  if (typeof label !== 'string' || label === '' || !label.isWellFormed()) return null;
  const text = isList ? undefined : read(3, 'text');
  return { start, end, label, group, text: typeof text === 'string' ? text : null };
}
