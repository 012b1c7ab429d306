import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readZip } from '../core/backend/archive/read-zip.ts';
import { encodeUtf8 } from '../core/formats/bytes.ts';
import { codecOf, parserOf } from '../core/formats/codecs.ts';
import type { InputFile } from '../core/formats/exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../core/formats/exchange.ts';
import { FORMATS } from '../core/formats/infos.ts';
import { serialiseRecord } from '../core/formats/jsonl/serialise.ts';
import { FORMAT_IDS, type FormatId } from '../core/formats/registry.ts';
import { asRead, writtenAsRead } from './as-read.ts';
import { NEWS_LAYERS, nastyDocuments } from './exchange-documents.ts';
import { TRAM_LAYERS, tramDocument } from './tram-document.ts';

/** Files that a fuzzer begins with. */
export interface SeedFiles {
  readonly formats: readonly FormatId[];
  /** The first is the one that the others are beside. */
  readonly files: readonly InputFile[];
}

const formatsFolder = fileURLToPath(new URL('../core/formats/', import.meta.url));

/** The largest fixture that an import reads, and the most of several together, bytes: more would make every case slow. */
const LARGEST = 256_000;
const LARGEST_TOGETHER = 40_000;

/** Every committed file of each format, alone and with those beside it, and what our own export writes. */
export function fuzzCorpus(): readonly SeedFiles[] {
  const seeds: SeedFiles[] = [];
  for (const folder of readdirSync(formatsFolder)) {
    const formats = formatsOfFolder(folder);
    if (formats.length === 0) continue;
    const files = filesBelow(join(formatsFolder, folder, 'fixtures')).filter(
      ({ name }) => !/(^|\/)(README\.md|.*(MIT|Apache-2\.0)\.txt)$/.test(name),
    );
    const [only] = formats;
    if (only !== undefined) {
      // What an archive holds lies unpacked beside the format.
      const archived = asRead(only, files);
      if (archived !== files) seeds.push({ formats, files: archived });
    }
    for (const file of files) {
      seeds.push({ formats, files: [file] });
      const beside = files.filter((other) => other !== file && dirname(other.name) === dirname(file.name));
      if (beside.length === 0) continue;
      const related = beside.filter(({ name }) => stemOf(name) === stemOf(file.name));
      seeds.push({ formats, files: [file, ...related] });
      if (sizeOf(beside) < LARGEST_TOGETHER) seeds.push({ formats, files: [file, ...beside] });
    }
  }
  // Schemas and type systems, which no reader takes for documents.
  for (const file of filesBelow(join(formatsFolder, 'fixtures-of-others', 'fixtures'))) {
    const formats = formatsOfFolder(file.name.split('/')[0] ?? '');
    seeds.push({ formats: formats.length === 0 ? ['tei', 'uima-xmi'] : formats, files: [file] });
  }
  const lines = [tramDocument(), ...nastyDocuments()].map(serialiseRecord);
  seeds.push({ formats: ['jsonl'], files: [{ name: 'export.jsonl', bytes: encodeUtf8(lines.join('\n')) }] });
  for (const format of FORMAT_IDS) {
    const codec = codecOf(format);
    if (codec?.serialise == null || codec.parse === null) continue;
    for (const [documents, layers] of [
      [[tramDocument()], TRAM_LAYERS],
      [nastyDocuments(), NEWS_LAYERS],
    ] as const) {
      const written = codec.serialise(documents, { ...DEFAULT_WRITE_OPTIONS, layers });
      const files = writtenAsRead(format, written);
      seeds.push({ formats: [format], files });
    }
  }
  return seeds.filter(({ files }) => sizeOf(files) > 0 && sizeOf(files) <= LARGEST);
}

function formatsOfFolder(folder: string): readonly FormatId[] {
  if (folder === 'columns') return ['conll2002', 'conll2003', 'bioes'];
  if (folder === 'csv') return ['csv', 'tsv'];
  if (folder === 'web') return ['html'];
  return FORMAT_IDS.filter((id) => id === folder && (id === 'refi-qdc' || parserOf(id) !== null));
}

function filesBelow(folder: string): InputFile[] {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  } catch {
    return [];
  }
  return names.toSorted().map((name) => {
    const path = join(folder, name);
    const entries = UNPACKED.get(path);
    // Not a Buffer, whose slices are no copies.
    return { name, bytes: new Uint8Array(readFileSync(path)), ...(entries === undefined ? {} : { entries }) };
  });
}

/** The committed files of formats that are archives, by their paths, with what is in them. */
const UNPACKED: ReadonlyMap<string, readonly InputFile[]> = await unpackAll();

async function unpackAll(): Promise<ReadonlyMap<string, readonly InputFile[]>> {
  const endings = FORMATS.filter(({ archive }) => archive === true).flatMap(({ extensions }) => extensions);
  const unpacked = new Map<string, readonly InputFile[]>();
  for (const entry of readdirSync(formatsFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !endings.some((ending) => entry.name.endsWith(`.${ending}`))) continue;
    const path = join(entry.parentPath, entry.name);
    const read = await readZip(path);
    // Some are committed because they are damaged.
    if (read.ok) unpacked.set(path, read.value);
  }
  return unpacked;
}

const stemOf = (name: string): string => name.replace(/\.[^./]*$/, '');

const sizeOf = (files: readonly InputFile[]): number =>
  files.reduce((total, { bytes }) => total + bytes.length, 0);
