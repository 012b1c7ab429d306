import type { Fragment } from '#model/annotation.ts';
import { fragmentsEqual } from '#model/fragment.ts';
import type { Loss, OpenWriter, WriteSink, WrittenCounts } from '../exchange.ts';
import { createAnnotatorParts } from '../spans/by-annotator.ts';
import { createFileStems } from '../spans/file-stems.ts';
import type { FlatDocument, FlatSpan } from '../spans/flatten.ts';
import { flatten, RESERVED_VALUES, writtenOf } from '../spans/flatten.ts';
import type { NameWriter } from '../spans/written-names.ts';
import { createNameWriter } from '../spans/written-names.ts';
import { trimToTokens } from '../tokens/tokenise.ts';
import { collected } from '../writing/collect.ts';
import { addWritten, NOTHING_WRITTEN } from '../writing/written-counts.ts';
import type { Layer } from './columns.ts';
import {
  joinList,
  layersOf,
  legalFeature,
  RELATION_TYPE,
  RESERVED_FEATURES,
  SUB_SPANS,
  TYPE_PREFIX,
} from './columns.ts';
import { escapeText, escapeValue } from './escape.ts';
import type { Piece, Row } from './rows.ts';
import { layRows } from './rows.ts';
import type { TsvText } from './sentences.ts';
import { tsvText } from './sentences.ts';
import { typeSystem } from './type-system.ts';

const NO_WORDS = 'The text has no words, and WebAnno TSV needs a sentence; the document was left out.';
const LEADING_SPACE = 'White space other than spaces before the first word became spaces.';
const NOTHING_LEFT = 'The span covers white space alone, which has no token.';
const EDGES_CHANGED = 'Spans begin and end at tokens: white space at their edges was left out.';
const LINK_CHANGED =
  'A link to a stretch of text begins and ends at tokens: white space at its edges was left out.';
const NO_RETURN = 'A carriage return in a label or a note became a space.';
const END_LEFT_OUT = 'An end of the relation was left out.';
const LINK_LEFT_OUT = 'What the link points at was left out.';

/**
 * Writes `NAME.tsv` in WebAnno TSV 3.3 for each document, and `TypeSystem.xml` (formats.md 4). Offsets count UTF-16
 * units. Ids and times have no place, annotators a folder each; see `flatten` for links.
 */
export const openTsv: OpenWriter = (survey, options, sink) => {
  const names = createNameWriter({
    type: [RELATION_TYPE],
    role: RESERVED_FEATURES,
    value: RESERVED_VALUES,
  });
  const partsOf = createAnnotatorParts(survey, names);
  const layers = layersOf(survey, options.layers, names);
  const flattening = { layers: options.layers, names, linkNames: survey.linkAttributes, legalValue };
  const stemOf = createFileStems();
  let isEmpty = true;
  return {
    add(whole) {
      const stem = stemOf(whole);
      const tsv = tsvText(whole);
      const why = tsv.sentences.length === 0 ? NO_WORDS : LEADING_SPACE;
      let counts = NOTHING_WRITTEN;
      if (!tsv.exact) sink.lose({ documentId: whole.id, annotationId: null, what: 'text-changed', why });
      for (const { folder, document, isOfOther } of partsOf(whole)) {
        const flat = flatten(document, flattening, sink, isOfOther);
        if (tsv.sentences.length === 0) {
          loseAll(flat, sink);
          continue;
        }
        isEmpty = false;
        const { content, written } = contentOf(flat, tsv, layers, names, sink);
        sink.write(`${folder}${stem}.tsv`, content);
        counts = addWritten(counts, { ...written, documents: 0 });
      }
      return { ...counts, documents: tsv.sentences.length === 0 ? 0 : 1 };
    },
    end() {
      if (!isEmpty) sink.write('TypeSystem.xml', typeSystem([...layers.values()]));
      names.losses().forEach(sink.lose);
      return names.names();
    },
  };
};

export const serialiseTsv = collected(openTsv);

/** `Escaping.java` has no escape for CR, which ends a line. */
function legalValue(value: string): string {
  return value === '' ? 'empty' : value.replaceAll('\r', ' ');
}

function loseAll({ document, spans, relations }: FlatDocument, sink: WriteSink): void {
  for (const { annotation } of spans) {
    if (annotation === null) continue;
    const { id } = annotation;
    sink.lose({ documentId: document.id, annotationId: id, what: 'span-left-out', why: NOTHING_LEFT });
  }
  for (const { kind, id } of relations) {
    if (kind !== 'relation') continue;
    sink.lose({ documentId: document.id, annotationId: id, what: 'relation-dropped', why: END_LEFT_OUT });
  }
}

function contentOf(
  flat: FlatDocument,
  tsv: TsvText,
  layers: ReadonlyMap<string, Layer>,
  names: NameWriter,
  sink: WriteSink,
): { readonly content: string; readonly written: WrittenCounts } {
  const { document, spans, relations } = flat;
  const lose = (annotationId: string | null, what: Loss['what'], why: string) =>
    sink.lose({ documentId: document.id, annotationId, what, why });
  const keys = [...layers.keys()];
  /** By span; empty where it was left out. */
  const pieces: Piece[][] = [];
  for (const [index, span] of spans.entries()) {
    const isAlone = span.owner !== null && pieces[span.owner]?.length === 0;
    const fragments = isAlone
      ? []
      : span.fragments.flatMap(({ start, end }) => trimToTokens(document.text, start, end) ?? []);
    const isSub = span.annotation === null;
    if (fragments.length === 0) {
      if (!isSub) lose(span.ownerId, 'span-left-out', NOTHING_LEFT);
    } else if (!fragmentsEqual(fragments, span.fragments)) {
      lose(span.ownerId, 'span-changed', isSub ? LINK_CHANGED : EDGES_CHANGED);
    }
    if (`${span.label ?? ''}${span.note}`.includes('\r')) lose(span.ownerId, 'name-changed', NO_RETURN);
    const layer = keys.indexOf(isSub ? SUB_SPANS : `layer ${span.layer}`);
    const group = span.annotation?.id ?? `g${index + 1}`;
    pieces.push(piecesOf(span, fragments, layer, [...layers.values()][layer] as Layer, group, names));
  }
  const laidRelations: { readonly source: Piece; readonly target: Piece; readonly label: string }[] = [];
  for (const { kind, type, source, target, id } of relations) {
    const [from, to] = [pieces[source]?.[0], pieces[target]?.[0]];
    if (from === undefined || to === undefined) {
      if (kind === 'relation') lose(id, 'relation-dropped', END_LEFT_OUT);
      else lose(id, 'attribute-dropped', LINK_LEFT_OUT);
      continue;
    }
    from.isRelationEnd = true;
    to.isRelationEnd = true;
    laidRelations.push({ source: from, target: to, label: names.write(kind, type, legalFeature) });
  }
  const { sentences, rowsOf } = layRows(tsv.sentences, pieces.flat());
  const cellsOf = new Map<Row, { labels: string[]; ends: string[] }>();
  for (const { source, target, label } of laidRelations) {
    const row = rowsOf.get(target)?.[0] as Row;
    const cells = cellsOf.get(row) ?? { labels: [], ends: [] };
    cellsOf.set(row, cells);
    cells.labels.push(escapeValue(label));
    cells.ends.push(`${rowsOf.get(source)?.[0]?.name}[${source.id}_${target.id}]`);
  }
  const hasRelations = laidRelations.length > 0;
  const header = [
    '#FORMAT=WebAnno TSV 3.3',
    ...[...layers.values()].map(
      ({ type, features }) => `#T_SP=${TYPE_PREFIX}${[type, ...features].join('|')}`,
    ),
    ...(hasRelations ? [`#T_RL=${TYPE_PREFIX}${RELATION_TYPE}|label|BT_uima.tcas.Annotation`] : []),
    '',
    '',
  ];
  const blocks = tsv.sentences.map((sentence, index) => [
    ...sentence.text.split('\n').map((part) => `#Text=${escapeText(part)}`),
    ...(sentences[index] ?? []).map((row) => {
      const form = escapeText(document.text.slice(row.start, row.end));
      const cells = [...layers.values()].flatMap(({ features }, layer) => {
        const mine = row.pieces.filter((piece) => piece.layer === layer);
        return features.map((_, column) => cellOf(mine, column));
      });
      const ends = cellsOf.get(row);
      const relationCells = hasRelations ? [ends?.labels.join('|') ?? '_', ends?.ends.join('|') ?? '_'] : [];
      return `${[row.name, `${row.start}-${row.end}`, form, ...cells, ...relationCells].join('\t')}\t`;
    }),
  ]);
  return {
    content: `${[...header, blocks.map((lines) => lines.join('\n')).join('\n\n')].join('\n')}\n`,
    written: writtenOf(flat, (index) => (pieces[index]?.length ?? 0) > 0),
  };
}

function cellOf(pieces: readonly Piece[], column: number): string {
  if (pieces.length === 0) return '_';
  return pieces
    .map(({ values, id }) => {
      const value = values[column];
      return `${value == null ? '*' : escapeValue(value)}${id === 0 ? '' : `[${id}]`}`;
    })
    .join('|');
}

function piecesOf(
  span: FlatSpan,
  fragments: readonly Fragment[],
  layer: number,
  { features, lists }: Layer,
  group: string,
  names: NameWriter,
): Piece[] {
  const said = new Map<string, string>();
  if (span.label !== null) said.set('value', span.label.replaceAll('\r', ' '));
  if (fragments.length > 1) said.set('group', group);
  if (span.note !== '') said.set('note', span.note.replaceAll('\r', ' '));
  for (const { kind, name, isCertainty, values } of span.attributes) {
    const feature = isCertainty ? 'certainty' : names.write(kind, name, legalFeature);
    said.set(feature, lists.has(feature) ? joinList(values) : (values[0] ?? ''));
  }
  const values = features.map((feature) => said.get(feature) ?? null);
  return fragments.map((fragment) => ({ fragment, layer, values, id: 0, isRelationEnd: false }));
}
