import type { ExchangeDocument, InputFile, Loss, WrittenNames } from '#formats/exchange.ts';
import { fitDocument } from '../import/fit-document.ts';
import { createNameMap } from '../import/name-map.ts';
import type { ProjectReader } from '../session.ts';
import type { FileWork, WrittenFile } from './appended-files.ts';
import { compareDocuments, MOST_DIFFERENCES } from './compare.ts';
import type { ExportPlace } from './export-place.ts';
import { assertPacked, unreadable } from './packed-files.ts';
import type { ExportPlan } from './plan.ts';
import type { Batch, Piece, WriteLedger } from './write-ledger.ts';

/** What was written, and how what was to be written is had again. */
export interface WrittenExport {
  readonly place: ExportPlace;
  readonly files: readonly WrittenFile[];
  readonly ledger: WriteLedger;
  readonly names: WrittenNames;
  /** Documents of a batch as they went to the writer. */
  documentsOf(batch: Batch): readonly ExchangeDocument[];
  lossesOf(batch: Batch): readonly Loss[];
}

const MOST_PROBLEMS = 5;

/**
 * Reads an export back from the disk and compares it with the project, some documents at a time. Answers what differs, no more
 * than `MOST_DIFFERENCES` sentences and one that says so; `null` where the format is not read, or where the user has
 * cancelled. Throws `JobFailure` where the disk has other bytes than were written.
 */
export async function readBack(
  reader: ProjectReader,
  { codec, info, options }: ExportPlan,
  written: WrittenExport,
  work: FileWork & { readonly report: (batch: Batch) => void },
): Promise<readonly string[] | null> {
  await assertBytes(written, work);
  const parse = codec?.parse ?? null;
  if (parse === null) return null;
  const scheme = reader.scheme();
  const nameMap = createNameMap(scheme, [], options.layers);
  const differences: string[] = [];
  let problems = 0;
  for (const batch of written.ledger.batches()) {
    if (work.cancelled()) return null;
    work.report(batch);
    const inputs = await inputsOf(batch, written);
    const parsed = parse(inputs, written.names, options.unit);
    for (const { file, line, message } of parsed.problems) {
      problems += 1;
      // Lines count within the batch, so that they would say the wrong thing of a file that is read in several.
      const place = line === null || !written.ledger.isOwn(file) ? file : `${file}:${line}`;
      if (problems <= MOST_PROBLEMS) differences.push(`${place}: ${message}`);
    }
    await work.pace();
    const back = parsed.documents.map((document) => fitDocument(document, scheme, nameMap).document);
    differences.push(
      ...compareDocuments(written.documentsOf(batch), back, written.lossesOf(batch), info.keeps),
    );
    if (differences.length > MOST_DIFFERENCES) {
      return [...differences.slice(0, MOST_DIFFERENCES), '… and more.'];
    }
    await work.pace();
  }
  return differences;
}

/** What is on the disk, of files that are read in parts or not at all, and of all that was put into an archive. */
async function assertBytes({ place, files, ledger }: WrittenExport, work: FileWork): Promise<void> {
  for (const { path, sha256 } of files) {
    if (work.cancelled()) return;
    if (ledger.isOwn(path)) continue;
    if ((await place.hashOf(path)) !== sha256) throw unreadable(path);
    await work.pace();
  }
  if (place.archive !== null) await assertPacked(files[0]?.path ?? '', place.archive, work);
}

/** The files of an export as they would be if it had these documents alone. */
async function inputsOf(batch: Batch, { place, files, ledger }: WrittenExport): Promise<InputFile[]> {
  const read = async ([path, pieces]: [string, readonly Piece[]]): Promise<InputFile> => {
    const parts = await Promise.all(
      pieces.map(async ({ part, start, end }) => {
        const bytes = await place.read(path, part, start, end);
        if (bytes.length !== end - start) throw unreadable(path);
        return bytes;
      }),
    );
    const [only, ...more] = parts;
    return { name: path, bytes: only !== undefined && more.length === 0 ? only : Buffer.concat(parts) };
  };
  const inputs = await Promise.all([...ledger.piecesOf(batch)].map(read));
  if (place.archive === null) return inputs;
  return [{ name: files[0]?.path ?? '', bytes: new Uint8Array(), entries: inputs }];
}
