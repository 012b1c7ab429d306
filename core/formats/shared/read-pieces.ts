import { normaliseLineEnds, normaliseText } from '#model/text.ts';
import { decodeInput } from '../bytes.ts';
import type { ExchangeDocument, FormatProblem, InputFile, LineFile, ParsedFiles } from '../exchange.ts';

/** Lines that come one after the other in a file. */
export interface Lines {
  /** From 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** The texts of the pieces of a file. What cannot be read is told with its line; nothing comes after it. */
export function* textsOf(
  file: LineFile,
  fault: (line: number, message: string) => void,
): Generator<{ readonly firstLine: number; readonly text: string }> {
  let from: 'start' | 'within' = 'start';
  for (const { firstLine, bytes, problem } of file.pieces()) {
    if (problem !== null) return fault(firstLine, problem);
    const decoded = decodeInput({ name: file.name, bytes }, from);
    if (decoded.problem !== null) {
      return fault(firstLine + (decoded.problem.line ?? 1) - 1, decoded.problem.message);
    }
    yield { firstLine, text: decoded.text };
    from = 'within';
  }
}

/**
 * The lines of a file, piece by piece, as they are in its text once that is normalised and split at its line feeds: so
 * that after the last line feed there is one more line.
 */
export function* linesOfText(
  file: LineFile,
  fault: (line: number, message: string) => void,
): Generator<Lines> {
  let firstLine = 1;
  let endsWithFeed = true;
  let isFaulty = false;
  for (const { text } of textsOf(file, (line, message) => {
    isFaulty = true;
    fault(line, message);
  })) {
    const lines = (firstLine === 1 ? normaliseText(text) : normaliseLineEnds(text)).split('\n');
    endsWithFeed = lines.at(-1) === '';
    if (endsWithFeed) lines.pop();
    yield { firstLine, lines };
    firstLine += lines.length;
  }
  if (endsWithFeed && !isFaulty) yield { firstLine, lines: [''] };
}

/**
 * Reads files in memory by what reads them piece by piece: of a file with a problem nothing counts but the problems, and
 * one that nothing could be taken from is one with a problem, so that no file is passed over in silence.
 */
export function parsePieces(
  files: readonly InputFile[],
  read: (file: LineFile) => Iterable<ParsedFiles>,
): ParsedFiles {
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const file of files) {
    const pieces = [...read(inOnePiece(file))];
    const isBare = pieces.every((piece) => piece.documents.length === 0);
    const isFaulty = pieces.some((piece) => piece.problems.length > 0);
    for (const piece of pieces) {
      pushAll(problems, isBare && !isFaulty ? piece.notices : piece.problems);
      if (isBare || isFaulty) continue;
      pushAll(documents, piece.documents);
      pushAll(notices, piece.notices);
    }
  }
  return { documents, problems, notices };
}

/** A file in memory, for what reads pieces. */
export function inOnePiece({ name, bytes }: InputFile): LineFile {
  return { name, pieces: () => [{ firstLine: 1, bytes, problem: null }] };
}

/** Handed on to say that reading gets on. */
export const NOTHING_READ: ParsedFiles = { documents: [], problems: [], notices: [] };

/** Not by spreading: a call takes no hundred thousand arguments. */
export function pushAll<Item>(to: Item[], items: Iterable<Item>): void {
  for (const item of items) to.push(item);
}
