import type {
  ArchiveFile,
  ExchangeDocument,
  FormatCodec,
  FormatProblem,
  InputFile,
  LineFile,
  ParsedFiles,
} from '../core/formats/exchange.ts';

/** Reads files as the reader does, with files of lines in pieces of so many lines. */
export function readByParts(
  { parse, parts }: FormatCodec,
  files: readonly InputFile[],
  linesOfPiece: number,
): ParsedFiles {
  if (parse === null || parts === undefined) throw new Error('The format has no parts.');
  const names = files.map(({ name }) => name);
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [...(parts.passedOver?.(names) ?? [])];
  for (const group of parts.group(names)) {
    const inputs = files.filter(({ name }) => group.includes(name));
    if (parts.archive !== undefined) {
      for (const input of inputs) {
        const pieces = [...parts.archive.read(archiveInPieces(input, linesOfPiece))];
        const isFaulty = pieces.some((piece) => piece.problems.length > 0);
        documents.push(...pieces.flatMap((piece) => (isFaulty ? [] : piece.documents)));
        problems.push(...pieces.flatMap((piece) => piece.problems));
        notices.push(...pieces.flatMap((piece) => piece.notices));
      }
      continue;
    }
    if (parts.together?.applies(group) === true) {
      const pieces = [...parts.together.read(inputs.map((input) => inPieces(input, linesOfPiece)))];
      if (pieces.every((piece) => piece.problems.length === 0)) {
        documents.push(...pieces.flatMap((piece) => piece.documents));
        notices.push(...pieces.flatMap((piece) => piece.notices));
        continue;
      }
    }
    const [first] = inputs;
    const start = new TextDecoder().decode(first?.bytes.subarray(0, 4096));
    if (first === undefined || inputs.length > 1 || parts.lines?.applies(first.name, start) !== true) {
      const parsed = parse(inputs);
      documents.push(...parsed.documents);
      problems.push(...parsed.problems);
      notices.push(...parsed.notices);
      continue;
    }
    const pieces = [...parts.lines.read(inPieces(first, linesOfPiece))];
    const found = {
      documents: pieces.flatMap((piece) => piece.documents),
      problems: pieces.flatMap((piece) => piece.problems),
      notices: pieces.flatMap((piece) => piece.notices),
    };
    if (found.problems.length > 0) problems.push(...found.problems);
    else if (found.documents.length === 0) problems.push(...found.notices);
    else {
      documents.push(...found.documents);
      notices.push(...found.notices);
    }
  }
  return { documents, problems, notices };
}

function archiveInPieces(input: InputFile, linesOfPiece: number): ArchiveFile {
  const { name, entries } = input;
  return {
    name,
    isPacked: entries !== undefined,
    entries: (entries ?? [input]).map((entry) => ({
      ...inPieces(entry, linesOfPiece),
      size: entry.bytes.length,
      bytes: () => entry.bytes,
    })),
  };
}

function inPieces({ name, bytes }: InputFile, linesOfPiece: number): LineFile {
  return {
    name,
    *pieces() {
      let firstLine = 1;
      for (let start = 0; start < bytes.length; ) {
        let end = start;
        let lines = 0;
        for (; lines < linesOfPiece && end < bytes.length; lines += 1) {
          const feed = bytes.indexOf(0x0a, end);
          end = feed === -1 ? bytes.length : feed + 1;
        }
        yield { firstLine, bytes: bytes.subarray(start, end), problem: null };
        firstLine += lines;
        start = end;
      }
    },
  };
}
