import type { Block } from '#model/document.ts';
import { BLOCK_KINDS, BLOCK_RULES, DOCUMENT_STATES } from '#model/document.ts';
import { OffsetIndex } from '#model/offset.ts';
import { loneSurrogateAt } from '#model/text.ts';
import type { Ground } from './fragment-json.ts';
import { readRange } from './fragment-json.ts';
import { groundText } from './ground-text.ts';
import { jsonFault } from './json-fault.ts';
import { readAnnotations } from './parse-annotation.ts';
import { readAnnotator, readRelations } from './parse-relation.ts';
import type { Field, JsonObject, Report } from './reader.ts';
import {
  fieldOf,
  isAbsent,
  nameOf,
  readChoice,
  readInstant,
  readInteger,
  readList,
  readObject,
  readString,
  reportUnknownKeys,
} from './reader.ts';
import type { JsonlRecord, JsonlSource, JsonlState, LineProblem, ParsedLine } from './record.ts';
import { FORMAT_NAME, FORMAT_VERSION } from './record.ts';

const KEYS = [
  'format',
  'version',
  'id',
  'title',
  'text',
  'textSha256',
  'language',
  'blockRule',
  'blocks',
  'source',
  'metadata',
  'states',
  'annotations',
  'relations',
];

/**
 * Reads one line, without the LF at its end. Never throws: whatever is wrong is a problem with its key or
 * column. What the line says of itself is checked here (offsets in code points against the text, quotes, ids
 * within the line); what needs the project (scheme, annotators, duplicates, hashes) is for the importer.
 */
export function parseLine(line: string): ParsedLine {
  const problems: LineProblem[] = [];
  const notices: LineProblem[] = [];
  const report: Report = {
    problem: (key, message) => problems.push({ key, column: null, message }),
    notice: (key, message) => notices.push({ key, column: null, message }),
  };
  const json = parseJson(line, problems);
  const object = json === undefined ? null : readObject({ value: json, key: '' }, report);
  const record = object === null ? null : readRecord(object, report);
  return { record: problems.length === 0 ? record : null, problems, notices };
}

function parseJson(line: string, problems: LineProblem[]): unknown {
  try {
    return JSON.parse(line);
  } catch {
    const fault = jsonFault(line) ?? { at: line.length, cutShort: true };
    problems.push({
      key: '',
      column: new OffsetIndex(line.slice(0, fault.at)).codePoints + 1,
      message: fault.cutShort
        ? 'the line breaks off before its JSON is complete; the file may have been cut short'
        : `is not JSON from here on: ${nameOf(line.slice(fault.at, fault.at + 20))}`,
    });
    return undefined;
  }
}

function readRecord(object: JsonObject, report: Report): JsonlRecord | null {
  const field = (name: string): Field => fieldOf(object, name, '');
  if (!isOurs(field('format'), field('version'), report)) return null;
  reportUnknownKeys(object, KEYS, '', report);
  const ground = readGround(field('text'), report);
  if (ground === null) return null;
  const { annotations, ids } = readAnnotations(field('annotations'), ground, report);
  const blocks = isAbsent(field('blocks')) ? null : readBlocks(field('blocks'), ground, report);
  return {
    id: readString(field('id'), report, 200),
    title: readString(field('title'), report, 2000),
    text: ground.groundText.text,
    // The stated hash is of the text as given: of no use where the text had to be changed.
    textSha256: ground.groundText.changed ? null : readString(field('textSha256'), report, 64),
    language: readString(field('language'), report, 35),
    blockRule: readChoice(field('blockRule'), BLOCK_RULES, report),
    blocks,
    source: readSource(field('source'), report),
    metadata: readMetadata(field('metadata'), report),
    states: readStates(field('states'), report),
    annotations,
    relations: readRelations(field('relations'), ids, report),
  };
}

/** A line without `format` is taken for the minimal form; one of another format or a newer version is not. */
function isOurs(format: Field, version: Field, report: Report): boolean {
  if (!isAbsent(format) && format.value !== FORMAT_NAME) {
    report.problem(format.key, `is ${nameOf(format.value)}; only "${FORMAT_NAME}" can be read`);
    return false;
  }
  const stated = readInteger(version, report);
  if (stated !== null && stated !== FORMAT_VERSION) {
    report.problem(
      version.key,
      `is ${stated}; this version of Standoff reads version ${FORMAT_VERSION}. Update Standoff`,
    );
    return false;
  }
  return true;
}

function readGround(field: Field, report: Report): Ground | null {
  if (typeof field.value !== 'string') {
    report.problem(
      field.key,
      field.value === undefined
        ? 'is missing; each line needs the text of a document'
        : `must be a string, and is ${nameOf(field.value)}`,
    );
    return null;
  }
  const lone = loneSurrogateAt(field.value);
  if (lone !== null) {
    const place = new OffsetIndex(field.value.slice(0, lone)).codePoints;
    report.problem(field.key, `holds half of a surrogate pair at offset ${place}, which is not a character`);
    return null;
  }
  const ground = groundText(field.value);
  if (ground.changed) {
    report.notice(field.key, 'had CR line ends or a byte order mark; they became LF, and the offsets follow');
  }
  const index = new OffsetIndex(ground.text);
  const givenLength = ground.changed ? new OffsetIndex(field.value).codePoints : index.codePoints;
  return { groundText: ground, index, givenLength };
}

function readBlocks(field: Field, ground: Ground, report: Report): Block[] {
  const blocks: Block[] = [];
  for (const item of readList(field, report) ?? []) {
    const object = readObject(item, report);
    if (object === null) continue;
    reportUnknownKeys(object, ['kind', 'level', 'start', 'end'], item.key, report);
    const kind = readChoice(fieldOf(object, 'kind', item.key), BLOCK_KINDS, report) ?? 'paragraph';
    const level = readInteger(fieldOf(object, 'level', item.key), report) ?? 0;
    const range = readRange(
      fieldOf(object, 'start', item.key),
      fieldOf(object, 'end', item.key),
      ground,
      report,
    );
    if (range === null) continue;
    if (level < 0 || level > 100) report.problem(`${item.key}.level`, 'must be between 0 and 100');
    const before = blocks.at(-1);
    if (before !== undefined && range.start < before.end) {
      report.problem(item.key, 'overlaps the block before it, or stands before it in the text');
    }
    blocks.push({ kind, level, start: range.start, end: range.end });
  }
  return blocks;
}

const SOURCE_STRINGS = [
  'publisher',
  'author',
  'url',
  'publishedAt',
  'fileName',
  'mediaType',
  'encoding',
  'bytesSha256',
] as const;

function readSource(field: Field, report: Report): JsonlSource {
  const object = (isAbsent(field) ? {} : readObject(field, report)) ?? {};
  reportUnknownKeys(object, [...SOURCE_STRINGS, 'importedAt'], field.key, report);
  const read = (name: (typeof SOURCE_STRINGS)[number]) =>
    readString(fieldOf(object, name, field.key), report, 4000);
  return {
    publisher: read('publisher'),
    author: read('author'),
    url: read('url'),
    publishedAt: read('publishedAt'),
    fileName: read('fileName'),
    mediaType: read('mediaType'),
    encoding: read('encoding'),
    bytesSha256: read('bytesSha256'),
    importedAt: readInstant(fieldOf(object, 'importedAt', field.key), report),
  };
}

function readMetadata(field: Field, report: Report): Record<string, string> {
  if (isAbsent(field)) return {};
  const object = readObject(field, report) ?? {};
  const entries: [string, string][] = [];
  for (const name of Object.keys(object)) {
    const value = readString(fieldOf(object, name, field.key), report, 20_000);
    if (value !== null) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

function readStates(field: Field, report: Report): JsonlState[] {
  const states: JsonlState[] = [];
  for (const item of readList(field, report) ?? []) {
    const object = readObject(item, report);
    if (object === null) continue;
    reportUnknownKeys(object, ['annotator', 'state'], item.key, report);
    const annotator = readAnnotator(fieldOf(object, 'annotator', item.key), report);
    const state = readChoice(fieldOf(object, 'state', item.key), DOCUMENT_STATES, report);
    if (annotator !== null && state !== null) states.push({ annotator, state });
    else if (isAbsent(fieldOf(object, 'state', item.key))) report.problem(`${item.key}.state`, 'is missing');
    else if (annotator === null) report.problem(`${item.key}.annotator`, 'is missing');
  }
  return states;
}
