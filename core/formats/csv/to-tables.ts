import { canonicalJson } from '#model/canonical-json.ts';
import { OffsetIndex } from '#model/offset.ts';
import type { ExchangeDocument, Loss, WriteOptions } from '../exchange.ts';
import { fragmentsToJson } from '../jsonl/fragment-json.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { documentDetails } from '../shared/document-details.ts';
import type { ExportedAnnotation, ExportedDocument, ExportedRelation } from '../shared/exported.ts';
import { exportedOf } from '../shared/exported.ts';
import { linkCopiesOf } from '../shared/link-copies.ts';
import { attributeToCell } from './attribute-cell.ts';
import { attributeKey, ownValues } from './own-values.ts';
import type { Cell, Rows } from './table.ts';

export const SPAN_COLUMNS = [
  'doc_id',
  'annotation_id',
  'fragment',
  'fragments',
  'layer',
  'label',
  'start',
  'end',
  'start_utf16',
  'end_utf16',
  'text',
  'annotator',
  'status',
  'attributes',
] as const;
export const RELATION_COLUMNS = [
  'doc_id',
  'relation_id',
  'type',
  'from_id',
  'to_id',
  'annotator',
  'attributes',
] as const;
export const DOCUMENT_COLUMNS = ['doc_id', 'title', 'language', 'sha256', 'text', 'details'] as const;

export interface Tables {
  readonly spans: Rows;
  readonly relations: Rows;
  readonly documents: Rows;
  readonly losses: readonly Loss[];
}

/**
 * One row a fragment, a relation and a document (formats.md 15). Offsets count code points, and UTF-16 units in the
 * columns that say so.
 */
export function toTables(documents: readonly ExchangeDocument[], options: WriteOptions): Tables {
  const { exported, losses } = exportedOf(documents, options.layers);
  const spans: Cell[][] = [[...SPAN_COLUMNS]];
  const relations: Cell[][] = [[...RELATION_COLUMNS]];
  const rows: Cell[][] = [[...DOCUMENT_COLUMNS]];
  for (const one of exported) {
    const { document, id } = one;
    const index = new OffsetIndex(document.text);
    const ids = new Set(one.annotations.map((annotation) => annotation.id));
    const copies = one.annotations.map((annotation) => linkCopiesOf(annotation, (other) => ids.has(other)));
    for (const annotation of [...one.annotations, ...copies.flatMap((copy) => copy.spans)]) {
      spans.push(...spanRows(one, annotation, index));
    }
    for (const relation of [...one.relations, ...copies.flatMap((copy) => copy.relations)]) {
      relations.push(relationRow(id, relation));
    }
    const { title, language, textSha256, text } = document;
    rows.push([id, title ?? '', language ?? '', textSha256 ?? '', text, documentDetails(document)]);
  }
  return { spans, relations, documents: rows, losses };
}

function spanRows(
  { document, id }: ExportedDocument,
  annotation: ExportedAnnotation,
  index: OffsetIndex,
): Cell[][] {
  const { text } = document;
  const attributes = Object.entries(annotation.attributes).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[attributeKey(name), attributeToCell(value, (parts) => fragmentsToJson(text, index, parts))]],
  );
  const cell = canonicalJson(Object.fromEntries([...attributes, ...Object.entries(ownValues(annotation))]));
  return annotation.fragments.map(({ start, end }, number) => [
    id,
    annotation.id,
    number + 1,
    annotation.fragments.length,
    annotation.layer,
    annotation.label ?? '',
    index.toCodePoint(start),
    index.toCodePoint(end),
    start,
    end,
    text.slice(start, end),
    nameOf(annotation.annotator),
    stateOf(document, annotation.annotator),
    cell,
  ]);
}

function relationRow(documentId: string, relation: ExportedRelation): Cell[] {
  const { id, type, source, target, annotator, createdAt } = relation;
  const rest = { annotatorId: annotator?.id ?? undefined, createdAt: createdAt ?? undefined };
  return [documentId, id, type, source, target, nameOf(annotator), canonicalJson(rest)];
}

function nameOf(annotator: AnnotatorRef | null): string {
  return annotator?.name ?? '';
}

/** How far the annotator is with the document. */
function stateOf(document: ExchangeDocument, annotator: AnnotatorRef | null): string {
  if (annotator === null) return '';
  const state = document.states.find(({ annotator: other }) =>
    annotator.id === null ? other.name === annotator.name : other.id === annotator.id,
  );
  return state?.state ?? '';
}
