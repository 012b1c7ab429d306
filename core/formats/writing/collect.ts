import type {
  ExchangeDocument,
  Loss,
  OpenWriter,
  OutputFile,
  WriteOptions,
  WrittenFiles,
} from '../exchange.ts';
import { createSurveyor } from './surveyor.ts';
import { addWritten, NOTHING_WRITTEN } from './written-counts.ts';

/** Writes documents that are there already, all at once into memory. */
export function collected(
  open: OpenWriter,
): (documents: readonly ExchangeDocument[], options: WriteOptions) => WrittenFiles {
  return (documents, options) => {
    const surveyor = createSurveyor(options.layers);
    for (const document of documents) surveyor.add(document);
    const files = new Map<string, Part[]>();
    const losses: Loss[] = [];
    let isDocument = false;
    const writer = open(surveyor.survey(), options, {
      write(path, content, { part = 0, between = '' } = {}) {
        const parts = files.get(path) ?? [];
        files.set(path, parts);
        parts[part] ??= { pieces: [], hasItems: false };
        const place = parts[part];
        if (place.hasItems && between !== '') place.pieces.push(between);
        place.pieces.push(content);
        place.hasItems ||= isDocument;
      },
      lose: (loss) => losses.push(loss),
    });
    isDocument = true;
    let counts = NOTHING_WRITTEN;
    for (const document of documents) counts = addWritten(counts, writer.add(document));
    isDocument = false;
    const names = writer.end();
    const whole = ([path, parts]: [string, Part[]]): OutputFile => ({
      path,
      content: joined(parts.flatMap(({ pieces }) => pieces)),
    });
    return { files: [...files].map(whole), losses, names, counts };
  };
}

interface Part {
  readonly pieces: (string | Uint8Array)[];
  /** Whether a document has written to it. */
  hasItems: boolean;
}

function joined(pieces: readonly (string | Uint8Array)[]): string | Uint8Array {
  const texts = pieces.filter((piece) => typeof piece === 'string');
  if (texts.length === pieces.length) return texts.join('');
  const chunks = pieces.filter((piece) => typeof piece !== 'string');
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
