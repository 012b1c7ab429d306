import type { ExchangeDocument, WriteOptions } from '../exchange.ts';
import { parseLine } from '../jsonl/parse.ts';
import { serialiseRecord } from '../jsonl/serialise.ts';
import { annotationsOf } from './flatten.ts';
import type { JsonObject } from './read-json.ts';
import { isObject, metadataFrom, nameIn, own } from './read-json.ts';

/** The key of `meta` that our records stand under. */
export const OWN_KEY = 'standoff';

/**
 * All that a document has besides its text, for the `meta` of formats that keep it (formats.md 9, 10): the record of
 * our JSON Lines (without its name, so that nobody takes the file for one of these), and the choices that the rest of the line was written by, so that an import can tell whether
 * another tool has changed it.
 */
export function ownRecord(document: ExchangeDocument, options: WriteOptions): JsonObject {
  const {
    text: _text,
    format: _format,
    ...record
  } = JSON.parse(serialiseRecord(withinLayers(document, options.layers))) as JsonObject;
  const { layers, discontinuous, overlap } = options;
  return { ...record, options: { layers, discontinuous, overlap } };
}

/** The document with what the chosen layers leave of it, and no relation that points at nothing. */
export function withinLayers(document: ExchangeDocument, layers: readonly string[]): ExchangeDocument {
  const annotations = annotationsOf(document, layers);
  const ids = new Set(annotations.map(({ id }) => id));
  return {
    ...document,
    annotations,
    relations: document.relations.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

export interface RecoveredRecord {
  readonly document: ExchangeDocument;
  readonly options: WriteOptions;
}

/** What `ownRecord` wrote; null where there is nothing or it does not go with the text. */
export function recoverRecord(text: string, meta: unknown): RecoveredRecord | null {
  const record = isObject(meta) ? own(meta, OWN_KEY) : null;
  const options = isObject(record) ? own(record, 'options') : null;
  if (!isObject(record) || !isObject(options)) return null;
  const layers = own(options, 'layers');
  const discontinuous = (['leave-out', 'hull', 'longest-fragment'] as const).find(
    (policy) => policy === own(options, 'discontinuous'),
  );
  const overlap = (['outermost', 'innermost', 'first-layer'] as const).find(
    (policy) => policy === own(options, 'overlap'),
  );
  if (!Array.isArray(layers) || discontinuous === undefined || overlap === undefined) return null;
  const { options: _options, ...rest } = record;
  const { record: document } = parseLine(lineOf({ ...rest, text }));
  if (document === null) return null;
  return { document, options: { layers: layers.map(String), discontinuous, overlap } };
}

function lineOf(record: JsonObject): string {
  try {
    return JSON.stringify(record);
  } catch {
    // Nested deeper than the stack goes; the reader says that it is no record.
    return '';
  }
}

/** Whether two views are equal: both are written by the same function, so that the order of keys is the same too. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a line says of its document beside spans, where "meta" holds names and our record. */
export function headOf(text: string, meta: unknown) {
  const object = isObject(meta) ? meta : {};
  return {
    id: nameIn(object, 'doc_id'),
    title: nameIn(object, 'title'),
    text,
    metadata: metadataFrom(object, new Set(['doc_id', 'title', OWN_KEY])),
  };
}
