import type { Loss, WrittenNames, WrittenUnit } from '#formats/exchange.ts';

import type { FormatId } from '#formats/registry.ts';
import type { Split } from '#model/export-choice.ts';
import { WRITTEN_UNITS } from '#model/export-choice.ts';
import type { ExportChoices } from './export-choices.ts';

/** Beside an export: what it holds, how it was made, what was lost (formats.md 0.7). */
export interface Manifest {
  readonly application: 'Standoff';
  readonly applicationVersion: string;
  readonly manifestVersion: 1;
  readonly format: FormatId;
  /** The only time stamp of an export. */
  readonly exportedAt: string;
  readonly scheme: { readonly name: string; readonly version: number };
  readonly offsetUnit: string | null;
  readonly options: Omit<ExportChoices, 'format' | 'annotators'> & {
    /** Ids, or pseudonyms where these were chosen. */
    readonly annotators?: readonly string[];
    /** Which documents are in which split, by their ids. */
    readonly splits?: Readonly<Record<Split, readonly string[]>>;
  };
  /** Original → written. */
  readonly names: WrittenNames;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly documents: readonly {
    readonly id: string | null;
    readonly title: string | null;
    readonly textSha256: string | null;
    /** What of the document is in the files: see `WrittenCounts`. */
    readonly annotations: number;
    readonly relations: number;
    readonly links: number;
    readonly linkedWords: number;
    /** Of the annotations as they were chosen. */
    readonly attributes: number;
  }[];
  /** All of them, by kind and cause. */
  readonly lossCounts: readonly {
    readonly what: Loss['what'];
    readonly why: string;
    readonly count: number;
  }[];
  /** One by one, the first `MOST_LOSSES` of them. */
  readonly losses: readonly Loss[];
  /** `null` where the format cannot be read back. */
  readonly verified: boolean | null;
  readonly differences: readonly string[];
}

export const MANIFEST_NAME = 'manifest.json';

/** Name of the manifest of an export that is one file. */
export function manifestNameOf(fileName: string): string {
  return `${fileName}.${MANIFEST_NAME}`;
}

/**
 * The text in pieces, as `JSON.stringify` gives it with an indent of one. Losses beyond `MOST_LOSSES` are counted and not
 * listed.
 */
export function manifestText(
  manifest: Omit<Manifest, 'losses'> & { readonly losses: Iterable<Loss> },
): Generator<string, void, void> {
  return inChunks(piecesOf(manifest));
}

function* piecesOf(
  manifest: Omit<Manifest, 'losses'> & { readonly losses: Iterable<Loss> },
): Generator<string, void, void> {
  let before = '{';
  for (const [key, value] of Object.entries(manifest)) {
    yield `${before}\n ${JSON.stringify(key)}: `;
    before = ',';
    const isList = LISTS.has(key);
    if (isList) yield* listText(value as Iterable<unknown>);
    else yield indented(value, '\n ');
  }
  yield '\n}\n';
}

const CHUNK_LENGTH = 64 * 1024;

function* inChunks(pieces: Iterable<string>): Generator<string, void, void> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** What may be long. */
const LISTS: ReadonlySet<string> = new Set(['files', 'documents', 'losses'] satisfies (keyof Manifest)[]);
/** A list of so many takes a second to read again. */
const MOST_LOSSES = 100_000;

function* listText(items: Iterable<unknown>): Generator<string, void, void> {
  let count = 0;
  for (const item of items) {
    if (count === MOST_LOSSES) break;
    yield `${count === 0 ? '[' : ','}\n  ${indented(item, '\n  ')}`;
    count += 1;
  }
  yield count === 0 ? '[]' : '\n ]';
}

/** A line end inside a string is escaped, so that these are of the form alone. */
function indented(value: unknown, lineEnd: string): string {
  return JSON.stringify(value, null, 1).replaceAll('\n', lineEnd);
}

/** What an import and a later export ask of a manifest. */
export interface ManifestFacts {
  readonly format: string;
  readonly layers: readonly string[] | null;
  readonly names: WrittenNames;
  /** What offsets count where it was chosen. */
  readonly unit?: WrittenUnit;
  readonly paths: ReadonlySet<string>;
}

/** `null` where the text is no manifest of ours. Nothing in it is trusted further than its type. */
export function readManifest(text: string): ManifestFacts | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || value.application !== 'Standoff' || typeof value.format !== 'string') return null;
  const options = isObject(value.options) ? value.options : {};
  const names = isObject(value.names) ? value.names : {};
  const unit = WRITTEN_UNITS.find((one) => one === options.unit);
  const files = Array.isArray(value.files) ? (value.files as readonly unknown[]) : [];
  return {
    format: value.format,
    layers: Array.isArray(options.layers) ? options.layers.filter(isString) : null,
    ...(unit === undefined ? {} : { unit }),
    names: Object.fromEntries(
      Object.entries(names).filter((entry): entry is [string, string] => isString(entry[1])),
    ),
    paths: new Set(files.flatMap((file) => (isObject(file) && isString(file.path) ? [file.path] : []))),
  };
}

const isString = (value: unknown): value is string => typeof value === 'string';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
