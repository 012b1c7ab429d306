import type { FormatParts, InputFile, ParsedFiles, WrittenNames, WrittenUnit } from '../exchange.ts';
import type { ReadRelation, ReadSpan } from '../json-spans/build-document.ts';
import { buildDocument } from '../json-spans/build-document.ts';
import type { GivenText } from '../json-spans/given-text.ts';
import { givenText, placeSpans } from '../json-spans/given-text.ts';
import type { FileReport, JsonObject, LineReaderOf } from '../json-spans/read-json.ts';
import {
  isObject,
  lineParts,
  listIn,
  metadataFrom,
  nameIn,
  own,
  parseLineFiles,
} from '../json-spans/read-json.ts';
import type { SpanNameReader } from '../json-spans/span-names.ts';
import { spanNameReader } from '../json-spans/span-names.ts';
import { UNIT_NAMES } from '../unit-check.ts';

/** A line as it stands, before its offsets are placed. */
interface Line {
  readonly number: number;
  readonly object: JsonObject;
  readonly ground: GivenText;
  readonly spans: readonly ClaimedLabel[];
}

interface ClaimedLabel {
  readonly key: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly text: null;
}

/**
 * Reads doccano's JSON Lines in both shapes, and in the older one with `data` for `text` (formats.md 1). The file
 * has no text of its spans to check offsets by: they count UTF-16 units, unless some span cannot stand in these
 * units and all can in code points, which then goes for the whole file; or the manifest beside it says what they
 * count. Files with characters on which the units differ are named, with samples.
 */
export function parseDoccano(
  files: readonly InputFile[],
  names?: WrittenNames,
  stated?: WrittenUnit,
): ParsedFiles {
  return parseLineFiles(files, readerOf(names, stated));
}

export const doccanoParts: FormatParts = lineParts(readerOf);

function readerOf(names?: WrittenNames, stated?: WrittenUnit): LineReaderOf {
  const originals = spanNameReader(names);
  return (report) => {
    const fits = { 'utf-16': true, 'code-points': true };
    let unit = stated ?? null;
    const samples: string[] = [];
    return {
      survey(object) {
        const line = readLine(object, 0, MUTE);
        if (line === null) return;
        fits['utf-16'] &&= fitsIn(line, 'utf-16');
        fits['code-points'] &&= fitsIn(line, 'code-points');
      },
      line(object, number) {
        if (unit === null) {
          unit = fits['utf-16'] || !fits['code-points'] ? 'utf-16' : 'code-points';
          if (unit !== 'utf-16') {
            report.notice(
              null,
              `The offsets do not fit the text as UTF-16 units and were read as ${UNIT_NAMES[unit]}.`,
            );
          }
        }
        const line = readLine(object, number, report);
        if (line !== null) takeLine(line, unit, originals, report, samples);
      },
      end() {
        if (stated === undefined && samples.length > 0) {
          report.notice(
            null,
            `Some texts have characters that count differently in other units, such as emoji. Offsets were read as ${UNIT_NAMES[unit ?? 'utf-16']}; check some spans: ${samples.join(', ')}.`,
          );
        }
      },
    };
  };
}

const MUTE: FileReport = { problem: () => {}, notice: () => {}, document: () => {} };

function fitsIn({ ground, spans }: Line, unit: 'utf-16' | 'code-points'): boolean {
  return placeSpans(ground, spans, unit).spans.every(({ problem }) => problem === null);
}

function readLine(object: JsonObject, number: number, report: FileReport): Line | null {
  const given = own(object, 'text') ?? own(object, 'data');
  const ground = givenText(given);
  if (typeof ground === 'string') {
    report.notice(number, `The text ${ground} The line was left out.`);
    return null;
  }
  const spans: ClaimedLabel[] = [];
  const leaveOut = (what: string) => report.notice(number, `${what} It was left out.`);
  for (const [index, item] of [
    ...labelsIn(object, number, report),
    ...listIn(object, 'entities'),
  ].entries()) {
    const claimed = Array.isArray(item) ? readTriple(item as unknown[], index) : readEntity(item);
    if (typeof claimed === 'string') leaveOut(`Span ${index + 1} ${claimed}`);
    else spans.push(claimed);
  }
  if (listIn(object, 'cats').length > 0) {
    report.notice(number, 'The line has categories of the whole text. They were left out.');
  }
  return { number, object, ground, spans };
}

/** `label` holds triples, or in other kinds of projects names or a text that label the document as a whole. */
function labelsIn(object: JsonObject, number: number, report: FileReport): readonly unknown[] {
  const labels = own(object, 'label') ?? own(object, 'labels');
  if (labels === undefined || labels === null) return [];
  const triples = Array.isArray(labels) ? (labels as unknown[]).filter((item) => Array.isArray(item)) : [];
  if (!Array.isArray(labels) || triples.length < labels.length) {
    report.notice(number, 'The line has labels of the whole text. They were left out.');
  }
  return triples;
}

/** `[start, end, label]`; more is ignored, as by doccano. */
function readTriple(triple: readonly unknown[], index: number): ClaimedLabel | string {
  return claimOf(`#${index + 1}`, triple[0], triple[1], triple[2]);
}

function readEntity(item: unknown): ClaimedLabel | string {
  if (!isObject(item)) return 'is neither a list nor an object.';
  const id = own(item, 'id');
  if (typeof id !== 'string' && !Number.isSafeInteger(id)) return 'has no id that is a whole number.';
  return claimOf(String(id), own(item, 'start_offset'), own(item, 'end_offset'), own(item, 'label'));
}

function claimOf(key: string, start: unknown, end: unknown, label: unknown): ClaimedLabel | string {
  if (typeof start !== 'number' || typeof end !== 'number') return 'has no start and end that are numbers.';
  if (typeof label !== 'string' || label === '' || !label.isWellFormed()) return 'has no label.';
  return { key, label, start, end, text: null };
}

function takeLine(
  { number, object, ground, spans }: Line,
  unit: WrittenUnit,
  originals: SpanNameReader,
  report: FileReport,
  samples: string[],
): void {
  const placed = placeSpans(ground, spans, unit);
  const read: ReadSpan[] = [];
  const keys = new Map<string, number>();
  for (const [index, { fragment, problem }] of placed.spans.entries()) {
    const claimed = spans[index];
    if (claimed === undefined) continue;
    if (fragment === null) {
      report.notice(number, `Span ${index + 1} ${problem} It was left out.`);
      continue;
    }
    const before = keys.get(claimed.key) ?? 0;
    keys.set(claimed.key, before + 1);
    const key = before > 0 ? `${claimed.key}#${index + 1}` : claimed.key;
    read.push({ key, id: null, ...originals.span(claimed.label), fragment });
    // A character of two UTF-16 units before the end of the span.
    if (samples.length < 3 && /[\ud800-\udbff]/.test(ground.text.slice(0, fragment.end))) {
      samples.push(`“${shortened(ground.text.slice(fragment.start, fragment.end))}” (${claimed.label})`);
    }
  }
  for (const [key, count] of keys) {
    if (count > 1) report.notice(number, `${count} spans have the id ${key}: relations take the first.`);
  }
  const metadata = metadataFrom(object, KEYS);
  const comments = listIn(object, 'Comments').flatMap((comment) => {
    if (typeof comment === 'string') return [comment];
    return isObject(comment) ? [nameIn(comment, 'comment') ?? ''] : [];
  });
  report.document(
    buildDocument(
      {
        id: nameIn(object, 'doc_id'),
        title: null,
        text: ground.text,
        metadata:
          comments.length === 0 ? metadata : { ...metadata, Comments: comments.join('\n').toWellFormed() },
      },
      read,
      readRelations(object, new Set(read.map(({ key }) => key)), number, originals, report),
    ),
  );
}

const KEYS: ReadonlySet<string> = new Set([
  'text',
  'data',
  'label',
  'labels',
  'entities',
  'relations',
  'cats',
  'Comments',
  'doc_id',
  // The number of the example in doccano's data base.
  'id',
]);

function readRelations(
  object: JsonObject,
  keys: ReadonlySet<string>,
  number: number,
  originals: SpanNameReader,
  report: FileReport,
): ReadRelation[] {
  const relations: ReadRelation[] = [];
  for (const [index, item] of listIn(object, 'relations').entries()) {
    const type = isObject(item) ? nameIn(item, 'type') : null;
    const source = isObject(item) ? String(own(item, 'from_id')) : '';
    const target = isObject(item) ? String(own(item, 'to_id')) : '';
    if (type !== null && keys.has(source) && keys.has(target)) {
      relations.push({ id: null, ...originals.relation(type), source, target });
      continue;
    }
    const why = type === null ? 'has no type' : 'points at a span that is not there';
    report.notice(number, `Relation ${index + 1} ${why}. It was left out.`);
  }
  return relations;
}

function shortened(text: string): string {
  const characters = [...text.slice(0, 80)];
  return characters.length > 30 ? `${characters.slice(0, 30).join('')}…` : characters.join('');
}
