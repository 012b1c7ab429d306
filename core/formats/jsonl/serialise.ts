import type { Attributes } from '#model/annotation.ts';
import { hullOf } from '#model/fragment.ts';
import { OffsetIndex } from '#model/offset.ts';
import type { AttributeJson } from './attribute-json.ts';
import { attributeToJson } from './attribute-json.ts';
import { fragmentsToJson } from './fragment-json.ts';
import type { AnnotatorRef, JsonlAnnotation, JsonlRecord, JsonlRelation } from './record.ts';
import { FORMAT_NAME, FORMAT_VERSION } from './record.ts';

/**
 * Writes a record as one line, without the LF at its end. The same record gives the same line: keys in the
 * fixed order of `docs/formats/jsonl.md`, the rest in the order of the record (see `recordOf`).
 */
export function serialiseRecord(record: JsonlRecord): string {
  const { text } = record;
  const index = new OffsetIndex(text);
  const place = (annotation: JsonlAnnotation) => annotationToJson(annotation, text, index);
  const line = JSON.stringify({
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    id: record.id,
    title: record.title,
    text,
    textSha256: record.textSha256,
    language: record.language,
    blockRule: record.blockRule,
    blocks:
      record.blocks?.map(({ kind, level, start, end }) => ({
        kind,
        level,
        start: index.toCodePoint(start),
        end: index.toCodePoint(end),
      })) ?? null,
    source: sourceToJson(record.source),
    metadata: record.metadata,
    states: record.states.map(({ annotator, state }) => ({ annotator: annotatorToJson(annotator), state })),
    annotations: record.annotations.map(place),
    relations: record.relations.map(relationToJson),
  });
  return escapeLineEnds(line);
}

/**
 * Readers such as Python's `splitlines` end a line at these too. They can stand inside strings only, and
 * `JSON.stringify` has escaped U+000B and U+000C already.
 */
function escapeLineEnds(line: string): string {
  return line.replace(/[\u0085\u2028\u2029]/g, (character) =>
    character === '\u0085' ? '\\u0085' : character === '\u2028' ? '\\u2028' : '\\u2029',
  );
}

function sourceToJson(source: JsonlRecord['source']) {
  return {
    publisher: source.publisher,
    author: source.author,
    url: source.url,
    publishedAt: source.publishedAt,
    fileName: source.fileName,
    mediaType: source.mediaType,
    encoding: source.encoding,
    bytesSha256: source.bytesSha256,
    importedAt: source.importedAt,
  };
}

function annotationToJson(annotation: JsonlAnnotation, text: string, index: OffsetIndex) {
  const hull = hullOf(annotation.fragments);
  return {
    id: annotation.id,
    layer: annotation.layer,
    label: annotation.label,
    start: index.toCodePoint(hull.start),
    end: index.toCodePoint(hull.end),
    fragments: fragmentsToJson(text, index, annotation.fragments),
    quote: annotation.quote,
    attributes: attributesToJson(annotation.attributes, text, index),
    annotator: annotation.annotator === null ? null : annotatorToJson(annotation.annotator),
    origin: annotation.origin,
    certainty: annotation.certainty,
    note: annotation.note,
    schemeVersion: annotation.schemeVersion,
    createdAt: annotation.createdAt,
    updatedAt: annotation.updatedAt,
  };
}

function attributesToJson(attributes: Attributes, text: string, index: OffsetIndex) {
  const entries: [string, AttributeJson][] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    entries.push([name, attributeToJson(value, (fragments) => fragmentsToJson(text, index, fragments))]);
  }
  // Not by assignment: `__proto__` is a legal key of JSON.
  return Object.fromEntries(entries);
}

function annotatorToJson({ id, name }: AnnotatorRef) {
  return { id, name };
}

function relationToJson(relation: JsonlRelation) {
  return {
    id: relation.id,
    type: relation.type,
    source: relation.source,
    target: relation.target,
    annotator: relation.annotator === null ? null : annotatorToJson(relation.annotator),
    createdAt: relation.createdAt,
  };
}
