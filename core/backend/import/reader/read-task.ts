import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { encodeUtf8 } from '#formats/bytes.ts';
import { codecOf, parserOf } from '#formats/codecs.ts';
import type {
  ExchangeDocument,
  FormatParts,
  FormatProblem,
  InputFile,
  ParsedFiles,
} from '#formats/exchange.ts';
import { FORMATS } from '#formats/infos.ts';
import { type FormatId, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '#formats/registry.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import { readZip } from '../../archive/read-zip.ts';
import { decodeBytes } from '../decode.ts';
import { entryAlone, unpackArchive } from './archive-file.ts';
import { heapNeed } from './heap-need.ts';
import { lineFile } from './line-pieces.ts';
import {
  type FoundEncoding,
  memorySentence,
  type ReaderData,
  type ReadPart,
  type ReadRefusal,
  type ReadTask,
  sizeOfAll,
  type TaskFile,
} from './protocol.ts';

/** What comes of reading, in order. */
export type ReadEvent =
  | { readonly is: 'at-work'; readonly name: string; readonly bytes: number }
  | { readonly is: 'documents'; readonly documents: readonly ExchangeDocument[] }
  | ({ readonly is: 'part' } & ReadPart)
  | ({ readonly is: 'refused' } & ReadRefusal);

/** Small files are read together up to this many bytes: a call for each would cost more than it saves. */
const TOGETHER_BYTES = MEBIBYTE;

/** Less than this is no danger, whatever is in it. */
const HARMLESS_BYTES = 8 * MEBIBYTE;

/** Reads the files of a task part by part, where the format allows it. Throws what the file system throws. */
export async function* readTask(
  { format, names, unit, choices, scratch, files }: ReadTask,
  limits: ReaderData,
): AsyncGenerator<ReadEvent> {
  const parse = parserOf(format);
  if (parse === null) {
    yield { is: 'refused', file: null, message: 'This format is written and not read.' };
    return;
  }
  const archive = codecOf(format)?.parts?.archive;
  if (archive !== undefined) {
    const read = { bytes: 0 };
    for (const file of files) {
      yield* readArchive({ format, names, scratch }, file, read, archive.read);
      read.bytes += file.size;
    }
    return;
  }
  // Files of one name, from several folders, cannot be told apart by it.
  const isClear = new Set(files.map(({ name }) => name)).size === files.length;
  const parts = isClear ? (codecOf(format)?.parts ?? null) : null;
  const passedOver = parts?.passedOver?.(files.map(({ name }) => name)) ?? [];
  if (passedOver.length > 0) yield { is: 'part', kept: true, problems: [], notices: passedOver };
  const counter = { bytes: 0 };
  let before = 0;
  for (const group of groupsOf(files, parts)) {
    const [first] = group;
    if (first === undefined) continue;
    counter.bytes = before;
    before += sizeOfAll(group);
    yield { is: 'at-work', name: first.name, ...counter };
    if (group.length === 1 && parts?.lines?.applies(first.name, textOf(startOf(first.path))) === true) {
      const file = inPieces(first, limits, counter);
      yield* readLines(first.name, parts.lines.read(file, names, unit), counter);
      continue;
    }
    if (isSideBySide(group, parts) && (yield* readSideBySide(group, parts?.together, limits, counter))) {
      continue;
    }
    const inputs = await readInputs({ format, names }, group, limits);
    if (!inputs.ok) {
      yield { is: 'refused', ...inputs.error };
      return;
    }
    const { documents, problems, notices, table } = await parse(inputs.value.inputs, names, unit, choices);
    yield { is: 'documents', documents };
    yield { is: 'part', kept: true, problems, notices, table, encoding: inputs.value.encoding };
  }
}

type ArchiveReader = NonNullable<FormatParts['archive']>['read'];

async function* readArchive(
  { format, names, scratch }: Pick<ReadTask, 'format' | 'names' | 'scratch'>,
  { name, path, size }: TaskFile,
  counter: Readonly<ByteCounter>,
  read: ArchiveReader,
): AsyncGenerator<ReadEvent> {
  yield { is: 'at-work', name, ...counter };
  const start = startOf(path);
  const opened = isMarkup(start)
    ? success(entryAlone(name, path, size))
    : isZip(start)
      ? await unpackArchive(name, path, scratch)
      : failure(noZip(format, start));
  if (!opened.ok) {
    yield { is: 'refused', file: name, message: opened.error };
    return;
  }
  const { file, discard } = opened.value;
  try {
    yield* readPieces(name, read(file, names), counter, 'all notices');
  } finally {
    await discard();
  }
}

/** Larger groups are read piece by piece where they can be. */
const LARGE_GROUP = HARMLESS_BYTES;
/** Files that could not be read so are read whole up to this size: beyond, that takes more memory than there is. */
const LARGEST_WHOLE = 128 * MEBIBYTE;

const UTF8: FoundEncoding = { encoding: 'utf-8', certain: true };

function isSideBySide(files: readonly TaskFile[], parts: FormatParts | null): boolean {
  return (
    sizeOfAll(files) > LARGE_GROUP &&
    files.every(({ encoding }) => encoding === undefined || encoding === UTF8.encoding) &&
    parts?.together?.applies(files.map(({ name }) => name)) === true
  );
}

/** What was read of all files of a task. */
interface ByteCounter {
  bytes: number;
}

/** A file as pieces of lines, which are counted as they are asked for. */
function inPieces({ name, path }: TaskFile, limits: ReaderData, counter: ByteCounter) {
  return lineFile(name, path, (bytes) => {
    counter.bytes += bytes.length;
    return needsTooMuch(bytes, limits);
  });
}

/** False where the files have to be read whole. */
function* readSideBySide(
  files: readonly TaskFile[],
  together: FormatParts['together'],
  limits: ReaderData,
  counter: ByteCounter,
): Generator<ReadEvent, boolean> {
  const [first] = files;
  if (together === undefined || first === undefined) return false;
  const opened = files.map((file) => inPieces(file, limits, counter));
  for (const event of readLines(first.name, together.read(opened), counter)) {
    if (event.is !== 'part') yield event;
    else if (event.problems.length === 0 || sizeOfAll(files) > LARGEST_WHOLE)
      yield { ...event, encoding: UTF8 };
    else {
      yield { is: 'part', kept: false, problems: [], notices: [] };
      return false;
    }
  }
  return true;
}

/** More notices of one file are only counted: a file may have millions of lines. */
const MOST_NOTICES = 10_000;

function readLines(
  name: string,
  pieces: Iterable<ParsedFiles>,
  counter: Readonly<ByteCounter>,
): Generator<ReadEvent> {
  return readPieces(name, pieces, counter, 'notices of documents');
}

function* readPieces(
  name: string,
  pieces: Iterable<ParsedFiles>,
  counter: Readonly<ByteCounter>,
  told: 'all notices' | 'notices of documents',
): Generator<ReadEvent> {
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  let documents = 0;
  let more = 0;
  for (const piece of pieces) {
    documents += piece.documents.length;
    for (const problem of piece.problems) if (problems.length < MOST_NOTICES) problems.push(problem);
    for (const notice of piece.notices) {
      if (notices.length < MOST_NOTICES) notices.push(notice);
      else more += 1;
    }
    // A piece without documents is a sign of life as well.
    yield { is: 'at-work', name, ...counter };
    yield { is: 'documents', documents: piece.documents };
  }
  if (more > 0) notices.push({ file: name, line: null, message: `… and ${more} more.` });
  const kept = problems.length === 0 && documents > 0;
  yield {
    is: 'part',
    kept,
    problems: problems.length === 0 && documents === 0 ? notices : problems,
    notices: kept || told === 'all notices' ? notices : [],
  };
}

/** The files that are read at a time: those that belong together, and several such where they are small. */
function* groupsOf(files: readonly TaskFile[], parts: FormatParts | null): Generator<readonly TaskFile[]> {
  if (parts === null) {
    yield files;
    return;
  }
  const byName = new Map(files.map((file) => [file.name, file]));
  let together = new Set<TaskFile>();
  let bytes = 0;
  for (const names of parts.group(files.map(({ name }) => name))) {
    const group = names.flatMap((name) => byName.get(name) ?? []);
    const size = sizeOfAll(group);
    if (together.size > 0 && bytes + size > TOGETHER_BYTES) {
      yield [...together];
      together = new Set();
      bytes = 0;
    }
    for (const file of group) together.add(file);
    bytes += size;
  }
  if (together.size > 0) yield [...together];
}

interface Inputs {
  readonly inputs: readonly InputFile[];
  readonly encoding: FoundEncoding | undefined;
}

async function readInputs(
  { format, names }: Pick<ReadTask, 'format' | 'names'>,
  files: readonly TaskFile[],
  limits: ReaderData,
): Promise<Result<Inputs, ReadRefusal>> {
  const total = sizeOfAll(files);
  if (total > LARGEST_EXCHANGE_FILE) {
    const limit = `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB`;
    const message =
      files.length === 1
        ? `The file has more than ${limit}. Split it and import the parts.`
        : `The files have more than ${limit}. Import them in parts.`;
    return failure({ file: null, message });
  }
  const isArchive = FORMATS.some(({ id, archive }) => id === format && archive === true);
  const inputs: InputFile[] = [];
  let found: FoundEncoding | undefined;
  for (const { name, path, encoding } of files) {
    const bytes = new Uint8Array(readFileSync(path));
    const tooMuch = isArchive ? null : needsTooMuch(bytes, limits);
    if (tooMuch !== null) return failure({ file: name, message: tooMuch });
    if (ANY_ENCODING.has(format) && bytes.length > 0) {
      // An export of ours is UTF-8 with whatever its texts hold, unless another program has saved it since.
      const ours = names === undefined ? null : decodeBytes(bytes, encoding ?? 'utf-8');
      const decoded = ours?.ok === true ? ours : decodeBytes(bytes, encoding);
      if (!decoded.ok) return failure({ file: name, message: decoded.error });
      const { text, ...told } = decoded.value;
      found ??= told;
      inputs.push({ name, bytes: told.encoding === 'utf-8' ? bytes : encodeUtf8(text) });
      continue;
    }
    const start = bytes.subarray(0, START_BYTES);
    if (!isArchive || isMarkup(start)) {
      inputs.push({ name, bytes });
      continue;
    }
    const entries = isZip(start) ? await readZip(bytes) : failure(noZip(format, start));
    if (!entries.ok) return failure({ file: name, message: entries.error });
    inputs.push({ name, bytes, entries: entries.value });
  }
  return success({ inputs, encoding: found });
}

/** Tables come from spreadsheet programs, which write the encoding of their system. */
const ANY_ENCODING: ReadonlySet<FormatId> = new Set(['csv', 'tsv']);

const OLD_OFFICE =
  'It is locked with a password, or of the old kind. Save it anew, without a password, in the program that it belongs to.';

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function noZip(format: FormatId, start: Uint8Array): string {
  if (isOldOffice(start)) return OLD_OFFICE;
  const name = FORMATS.find(({ id }) => id === format)?.name ?? format;
  return `By its name this is of the kind “${name}”, but its content is another. Choose what it is, or give it the ending that fits.`;
}

/** Office files of the old kind, and those with a password, begin so whatever their names say. */
function isOldOffice(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);
}

/** What is in an archive may be chosen by itself, such as the .qde of a .qdpx: its format says what it can do with that. */
function isMarkup(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64));
  return /^\s*</.test(start);
}

function needsTooMuch(bytes: Uint8Array, limits: ReaderData): string | null {
  if (bytes.length <= HARMLESS_BYTES || heapNeed(bytes) <= limits.memory * MEBIBYTE) return null;
  return memorySentence(limits);
}

/** Enough to tell what a file is. */
const START_BYTES = 4096;

function startOf(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(START_BYTES);
    return bytes.subarray(0, readSync(file, bytes, 0, START_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
