import { canonicalJson } from '#model/canonical-json.ts';
import { OffsetIndex } from '#model/offset.ts';
import type { ExchangeDocument, OpenWriter, WrittenCounts } from '../exchange.ts';
import { fragmentsToJson } from '../jsonl/fragment-json.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { documentDetails } from '../shared/document-details.ts';
import type { ExportedAnnotation, ExportedDocument, ExportedRelation } from '../shared/exported.ts';
import { createExporter } from '../shared/exported.ts';
import { linkCopiesOf } from '../shared/link-copies.ts';
import { writtenWithCopies } from '../writing/written-counts.ts';
import { attributeToCell } from './attribute-cell.ts';
import { DOCUMENT_COLUMNS, sourceCells } from './document-columns.ts';
import { attributeKey, ownValues } from './own-values.ts';
import { tablesReadme } from './readme.ts';
import type { Cell, Rows } from './table.ts';

const SPAN_COLUMNS = [
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
const RELATION_COLUMNS = [
  'doc_id',
  'relation_id',
  'type',
  'from_id',
  'to_id',
  'annotator',
  'attributes',
] as const;
/**
 * Tables of one row a fragment, a relation and a document (formats.md 15), and the README beside them. Offsets count code
 * points, and UTF-16 units in the columns that say so. `write` writes rows with their line ends; cells that spreadsheets
 * would run as formulas are guarded unless the options say otherwise.
 */
export function tablesWriter(
  extension: 'csv' | 'tsv',
  write: (rows: Rows, safe: boolean) => string,
): OpenWriter {
  return (survey, options, sink) => {
    const exportedOf = createExporter(survey, options, sink);
    const safe = options.spreadsheetSafe ?? true;
    const table = (name: string, columns: readonly string[]) => {
      const path = `${name}.${extension}`;
      const mark = options.byteOrderMark === true && extension === 'csv' ? '\ufeff' : '';
      sink.write(path, mark + write([columns], safe));
      return (rows: Rows): void => {
        if (rows.length > 0) sink.write(path, write(rows, safe));
      };
    };
    sink.write('README.md', tablesReadme(extension, safe));
    const documents = table('documents', DOCUMENT_COLUMNS);
    const relations = table('relations', RELATION_COLUMNS);
    const spans = table('spans', SPAN_COLUMNS);
    return {
      add(document) {
        const rows = rowsOf(exportedOf(document));
        documents([rows.document]);
        relations(rows.relations);
        spans(rows.spans);
        return rows.written;
      },
      end: () => ({}),
    };
  };
}

function rowsOf(exported: ExportedDocument): {
  readonly document: readonly Cell[];
  readonly relations: Rows;
  readonly spans: Rows;
  readonly written: WrittenCounts;
} {
  const { document, id, annotations, relations } = exported;
  const index = new OffsetIndex(document.text);
  const ids = new Set(annotations.map((annotation) => annotation.id));
  const copies = annotations.map((annotation) => linkCopiesOf(annotation, (other) => ids.has(other)));
  const { title, language, textSha256, text } = document;
  return {
    document: [
      id,
      title ?? '',
      language ?? '',
      textSha256 ?? '',
      text,
      ...sourceCells(document.source),
      documentDetails(document),
    ],
    relations: [...relations, ...copies.flatMap((copy) => copy.relations)].map((relation) =>
      relationRow(id, relation),
    ),
    spans: [...annotations, ...copies.flatMap((copy) => copy.spans)].flatMap((annotation) =>
      spanRows(exported, annotation, index),
    ),
    written: writtenWithCopies(exported, copies),
  };
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
