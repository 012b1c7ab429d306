import { type FormatParser, parserOf } from '../core/formats/codecs.ts';
import type { ExchangeDocument, InputFile, ParsedFiles } from '../core/formats/exchange.ts';
import { parseLine } from '../core/formats/jsonl/parse.ts';
import { readCodebook } from '../core/formats/refi-qdc/read-codebook.ts';
import { FORMAT_IDS, type FormatId } from '../core/formats/registry.ts';
import { fragmentsProblem, quoteOf } from '../core/model/fragment.ts';
import { fuzzCorpus, type SeedFiles } from './fuzz-corpus.ts';
import { createDice, type Dice, mutate } from './mutate-bytes.ts';

export interface FuzzReport {
  readonly cases: number;
  /** Of those, how many gave documents, and how many were refused with a message alone. */
  readonly read: number;
  readonly refused: number;
  /** Files of another kind, and tables or lists of nothing: an import says that there is nothing in them. */
  readonly silent: number;
  readonly spans: number;
  readonly slowest: { readonly milliseconds: number; readonly name: string };
  /** One line each, with the number of the case, which `only` repeats. At most 50. */
  readonly failures: readonly string[];
}

/** Formats that are read, codebooks and our own lines with them. */
const READ: readonly FormatId[] = FORMAT_IDS.filter((id) => readerOf(id) !== null);

/** The limit of one parse, in milliseconds. */
const SLOWEST = 2_000;

/**
 * Changes files of the corpus at random and reads them: nothing may throw, or take over two seconds,
 * and every span read must have the words that it says it has. Every case has a seed of its own.
 */
export async function fuzzFormats(options: {
  readonly seed: number;
  readonly cases: number;
  /** Only this case. */
  readonly only?: number;
  readonly progress?: (done: number) => void;
}): Promise<FuzzReport> {
  const corpus = fuzzCorpus();
  const failures: string[] = [];
  let slowest = { milliseconds: 0, name: '' };
  let read = 0;
  let refused = 0;
  let silent = 0;
  let spans = 0;
  for (let at = 0; at < options.cases; at += 1) {
    if (options.only !== undefined && at !== options.only) continue;
    const { format, files } = fuzzCase(corpus, options.seed + at * 7919);
    const name = `case ${at}, ${format}, ${files.map((file) => file.name).join(' + ')}`;
    const before = performance.now();
    const outcome = await outcomeOf(format, files);
    const milliseconds = performance.now() - before;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, name };
    const faults = [...outcome.faults];
    if (milliseconds > SLOWEST) faults.push(`took ${Math.round(milliseconds)} ms`);
    if (failures.length < 50) failures.push(...faults.map((fault) => `${name}: ${fault}`));
    if (outcome.documents.length > 0) read += 1;
    else if (outcome.silent) silent += 1;
    else refused += 1;
    spans += outcome.documents.reduce((sum, { annotations }) => sum + annotations.length, 0);
    if ((at + 1) % 10_000 === 0) options.progress?.(at + 1);
  }
  return { cases: options.cases, read, refused, silent, spans, slowest, failures };
}

/** The files of a case: one or two of them changed, now and then given to the reader of another format. */
export function fuzzCase(
  corpus: readonly SeedFiles[],
  seed: number,
): { readonly format: FormatId; readonly files: readonly InputFile[] } {
  const dice = createDice(seed);
  // Formats have the same share of the cases, however many files there are of each.
  const wanted = dice.pick(READ);
  const own = corpus.filter(({ formats }) => formats.includes(wanted));
  const from = dice.pick(own.length === 0 ? corpus : own);
  const files = [...from.files];
  for (let changes = 1 + dice.roll(2); changes > 0; changes -= 1) {
    const index = changes === 1 ? 0 : dice.roll(files.length);
    const file = files[index];
    const other = dice.pick(dice.pick(dice.roll(3) > 0 && own.length > 0 ? own : corpus).files);
    if (file !== undefined) files[index] = mutateFile(file, (other.entries?.[0] ?? other).bytes, dice);
  }
  return { format: dice.roll(25) === 0 ? dice.pick(READ) : wanted, files };
}

/** A file with its bytes changed; an archive with one of the files in it changed, gone, or twice. */
function mutateFile(file: InputFile, other: Uint8Array, dice: Dice): InputFile {
  const { name, bytes, entries } = file;
  if (entries === undefined || entries.length === 0) return { name, bytes: mutate(bytes, other, dice) };
  const at = dice.roll(entries.length);
  const changed = entries.flatMap((entry, index): InputFile[] => {
    if (index !== at) return [entry];
    if (dice.roll(8) === 0) return [];
    if (dice.roll(8) === 0) return [entry, { ...entry, name: `other/${entry.name}` }];
    return [mutateFile(entry, other, dice)];
  });
  return { name, bytes, entries: changed };
}

interface Outcome {
  readonly documents: readonly ExchangeDocument[];
  readonly silent: boolean;
  readonly faults: readonly string[];
}

async function outcomeOf(format: FormatId, files: readonly InputFile[]): Promise<Outcome> {
  try {
    const { documents, problems, notices } = (await readerOf(format)?.(files)) ?? NOTHING;
    const faults = documents.flatMap(spanFaults);
    for (const { message } of [...problems, ...notices]) {
      if (message.trim() === '') faults.push('an empty message');
    }
    const said = problems.length + notices.length;
    return { documents, silent: documents.length + said === 0, faults };
  } catch (error) {
    return {
      documents: [],
      silent: false,
      faults: [`threw ${error instanceof Error ? error.stack : String(error)}`],
    };
  }
}

/** What is wrong with the spans of a document that was read: each must be in the text and say its words. */
export function spanFaults({ text, annotations }: ExchangeDocument): string[] {
  return annotations.flatMap(({ fragments, quote }) => {
    const problem = fragmentsProblem(text, fragments);
    if (problem !== null) return [`a span is not in the text: ${problem}`];
    const found = quoteOf(text, fragments);
    return found === quote ? [] : [`a span says “${quote}” where “${found}” stands`];
  });
}

const NOTHING: ParsedFiles = { documents: [], problems: [], notices: [] };

export function readerOf(format: FormatId): FormatParser | null {
  if (format === 'jsonl') return readLines;
  if (format === 'refi-qdc') return readCodebooks;
  return parserOf(format);
}

/** As an import reads them: line by line, what is no UTF-8 replaced. */
function readLines(files: readonly InputFile[]): ParsedFiles {
  const results = files.flatMap(({ name, bytes }) =>
    new TextDecoder()
      .decode(bytes)
      .split('\n')
      .map((line, index) => ({ file: name, line: index + 1, ...parseLine(line) })),
  );
  const named = (key: 'problems' | 'notices') =>
    results.flatMap((result) =>
      result[key].map(({ message }) => ({ file: result.file, line: result.line, message })),
    );
  return {
    documents: results.flatMap(({ record }) => (record === null ? [] : [record])),
    problems: named('problems'),
    notices: named('notices'),
  };
}

/** A codebook has no documents: where it was read, that is a notice here. */
function readCodebooks(files: readonly InputFile[]): ParsedFiles {
  const results = files.map((file) => ({ file: file.name, ...readCodebook(file) }));
  return {
    documents: [],
    problems: results.flatMap(({ problems }) => problems),
    notices: results.flatMap(({ file, scheme, notices }) =>
      scheme === null ? notices : [...notices, { file, line: null, message: 'A scheme was read.' }],
    ),
  };
}
