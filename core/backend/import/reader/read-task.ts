import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { codecOf, parserOf } from '#formats/codecs.ts';
import type { ExchangeDocument, FormatParts, InputFile, ParsedFiles } from '#formats/exchange.ts';
import { FORMATS } from '#formats/infos.ts';
import { type FormatId, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '#formats/registry.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import { readZip } from '../../archive/read-zip.ts';
import { lineFile } from './line-pieces.ts';
import type { ReadPart, ReadTask, TaskFile } from './protocol.ts';

/** What comes of reading, in order. */
export type ReadEvent =
  | { readonly is: 'at-work'; readonly name: string }
  | { readonly is: 'documents'; readonly documents: readonly ExchangeDocument[] }
  | ({ readonly is: 'part' } & ReadPart)
  | { readonly is: 'refused'; readonly message: string };

/** Small files are read together up to this many bytes: a call for each would cost more than it saves. */
const TOGETHER_BYTES = 4 * MEBIBYTE;

/** Reads the files of a task part by part, where the format allows it. Throws what the file system throws. */
export async function* readTask({ format, names, unit, files }: ReadTask): AsyncGenerator<ReadEvent> {
  const parse = parserOf(format);
  if (parse === null) {
    yield { is: 'refused', message: 'This format is written and not read.' };
    return;
  }
  const parts = codecOf(format)?.parts ?? null;
  for (const group of groupsOf(files, parts)) {
    const [first] = group;
    if (first === undefined) continue;
    yield { is: 'at-work', name: first.name };
    if (group.length === 1 && parts?.lines?.applies(first.name, startOf(first.path)) === true) {
      yield* readLines(first.name, parts.lines.read(lineFile(first.name, first.path), names, unit));
      continue;
    }
    const inputs = await readInputs(format, group);
    if (!inputs.ok) {
      yield { is: 'refused', message: inputs.error };
      return;
    }
    const { documents, problems, notices } = await parse(inputs.value, names, unit);
    yield { is: 'documents', documents };
    yield { is: 'part', kept: true, problems, notices };
  }
}

function* readLines(name: string, pieces: Iterable<ParsedFiles>): Generator<ReadEvent> {
  const problems: ReadPart['problems'][] = [];
  const notices: ReadPart['notices'][] = [];
  for (const piece of pieces) {
    problems.push(piece.problems);
    notices.push(piece.notices);
    // A piece without documents is a sign of life as well.
    yield { is: 'at-work', name };
    yield { is: 'documents', documents: piece.documents };
  }
  const all = problems.flat();
  yield { is: 'part', kept: all.length === 0, problems: all, notices: notices.flat() };
}

/** The files that are read at a time: those that belong together, and several such where they are small. */
function* groupsOf(files: readonly TaskFile[], parts: FormatParts | null): Generator<readonly TaskFile[]> {
  const byName = new Map(files.map((file) => [file.name, file]));
  // Files of one name, from several folders, cannot be told apart by it.
  if (parts === null || byName.size < files.length) {
    yield files;
    return;
  }
  let together = new Set<TaskFile>();
  let bytes = 0;
  for (const names of parts.group(files.map(({ name }) => name))) {
    const group = names.flatMap((name) => byName.get(name) ?? []);
    const size = group.reduce((sum, file) => sum + file.size, 0);
    // A file of lines has to stand alone to be read as one.
    if (together.size > 0 && (bytes + size > TOGETHER_BYTES || parts.lines !== undefined)) {
      yield [...together];
      together = new Set();
      bytes = 0;
    }
    for (const file of group) together.add(file);
    bytes += size;
  }
  if (together.size > 0) yield [...together];
}

async function readInputs(
  format: FormatId,
  files: readonly TaskFile[],
): Promise<Result<InputFile[], string>> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > LARGEST_EXCHANGE_FILE) {
    const limit = `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB`;
    return failure(
      files.length === 1
        ? `The file has more than ${limit}. Split it and import the parts.`
        : `The files have more than ${limit}. Import them in parts.`,
    );
  }
  const isArchive = FORMATS.some(({ id, archive }) => id === format && archive === true);
  const inputs: InputFile[] = [];
  for (const { name, path } of files) {
    const bytes = new Uint8Array(readFileSync(path));
    if (!isArchive || isMarkup(bytes)) {
      inputs.push({ name, bytes });
      continue;
    }
    const entries = await readZip(bytes);
    if (!entries.ok) return failure(`${name}: ${entries.error}`);
    inputs.push({ name, bytes, entries: entries.value });
  }
  return success(inputs);
}

/** What is in an archive may be chosen by itself, such as the .qde of a .qdpx: its format says what it can do with that. */
function isMarkup(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64));
  return /^\s*</.test(start);
}

/** Enough to tell what a file is. */
const START_BYTES = 4096;

function startOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(START_BYTES);
    return bytes.subarray(0, readSync(file, bytes, 0, START_BYTES, 0)).toString('utf8');
  } finally {
    closeSync(file);
  }
}
