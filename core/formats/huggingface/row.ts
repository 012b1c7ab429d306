import { asUtf16, OffsetIndex } from '#model/offset.ts';
import { encodeTags } from '../columns/tags.ts';
import type { ExchangeAnnotation, ExchangeDocument, Loss, WriteOptions, WrittenCounts } from '../exchange.ts';
import { valuesToStrings } from '../json-spans/attribute-values.ts';
import { annotationsOf } from '../json-spans/flatten.ts';
import { ownRecord } from '../json-spans/own-record.ts';
import { singleLayer } from '../json-spans/pick-spans.ts';
import { plainNames } from '../json-spans/span-names.ts';
import { exportedDocument } from '../shared/exported.ts';
import { linkCopiesOf } from '../shared/link-copies.ts';
import { tokenView } from '../tokens/token-view.ts';
import { writtenWithCopies } from '../writing/written-counts.ts';

/** Offsets count code points. What is not there is an empty string: a null would make a type of its own. */
export interface RowFragment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of a file of others, where an offset is no number: what is there. */
  readonly shown?: string;
}

export interface RowSpan {
  readonly id: string;
  readonly layer: string;
  readonly label: string;
  readonly fragments: readonly RowFragment[];
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  readonly annotator: string;
  readonly note: string;
}

export interface RowRelation {
  readonly id: string;
  readonly type: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly annotator: string;
}

/** What a row shows of the annotations, which an import compares with the record in the same row. */
export interface RowView {
  readonly spans: readonly RowSpan[];
  readonly relations: readonly RowRelation[];
}

/** A line of JSON Lines and a row of Parquet. Every key is in every row (huggingface/datasets#7159). */
export interface Row extends RowView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly tokens: readonly string[];
  readonly ner_tags: readonly string[];
  /** All that the document has besides its text, as JSON in a string, so that free keys make no columns. */
  readonly standoff: string;
}

export function rowOf(
  document: ExchangeDocument,
  options: WriteOptions,
): { readonly row: Row; readonly written: WrittenCounts; readonly losses: readonly Loss[] } {
  const { view, written, losses } = viewOf(document, options);
  const tagged = tagsOf(document, options);
  return {
    row: {
      id: document.id ?? '',
      title: document.title ?? '',
      text: document.text,
      ...view,
      tokens: tagged.tokens,
      ner_tags: tagged.tags,
      standoff: JSON.stringify(ownRecord(document, options)),
    },
    written,
    losses: [...losses, ...tagged.losses],
  };
}

/**
 * Spans with all their fragments, and relations; links into the text are relations named after the attribute, with a span
 * for what is no annotation of its own (formats.md 0.4).
 */
export function viewOf(
  document: ExchangeDocument,
  options: WriteOptions,
): { readonly view: RowView; readonly written: WrittenCounts; readonly losses: readonly Loss[] } {
  const { text } = document;
  const annotations = annotationsOf(document, options.layers);
  const layers = [...new Set(annotations.map(({ layer }) => layer))];
  const ids = new Set(annotations.map(({ id }) => id));
  const losses: Loss[] = [];
  const relations = document.relations.filter(({ source, target }) => {
    const ends = [source, target].filter((id) => ids.has(id)).length;
    // With neither end exported there is nothing that it could be missed at.
    if (ends === 1) {
      losses.push({
        documentId: document.id,
        annotationId: source,
        what: 'relation-dropped',
        why: 'One of the two spans of the relation is not in the export.',
      });
    }
    return ends === 2;
  });
  const exported = exportedDocument({ ...document, annotations, relations }, '', layers, () => {});
  const spans = exported.annotations;
  const exportedIds = new Set(spans.map(({ id }) => id));
  const copies = spans.map((annotation) => linkCopiesOf(annotation, (id) => exportedIds.has(id)));
  const offsets = new OffsetIndex(text);
  return {
    view: {
      spans: [...spans, ...copies.flatMap((copy) => copy.spans)].map((annotation) => ({
        id: annotation.id,
        layer: annotation.layer,
        label: annotation.label ?? '',
        fragments: annotation.fragments.map(({ start, end }) => ({
          start: offsets.toCodePoint(asUtf16(start)),
          end: offsets.toCodePoint(asUtf16(end)),
          text: text.slice(start, end),
        })),
        attributes: attributesOf(annotation),
        annotator: nameOf(annotation),
        note: annotation.note,
      })),
      relations: [...exported.relations, ...copies.flatMap((copy) => copy.relations)].map((relation) => ({
        id: relation.id,
        type: relation.type,
        from_id: relation.source,
        to_id: relation.target,
        annotator: nameOf(relation),
      })),
    },
    written: writtenWithCopies(exported, copies),
    losses,
  };
}

/** The key under which certainty stands among the attributes (formats.md 0.4). */
export const CERTAINTY_KEY = 'certainty';

function attributesOf({ attributes, certainty }: ExchangeAnnotation): RowSpan['attributes'] {
  const values = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : valuesToStrings(value).map((shown) => ({ key, value: shown })),
  );
  return certainty === null ? values : [...values, { key: CERTAINTY_KEY, value: certainty }];
}

function nameOf({ annotator }: Pick<ExchangeAnnotation, 'annotator'>): string {
  return annotator?.name ?? annotator?.id ?? '';
}

/** Tokens with IOB2 tags of one layer, as the tag's name in words, so that no order of classes has to be kept. */
function tagsOf(document: ExchangeDocument, options: WriteOptions) {
  const layer = singleLayer(options.layers);
  const names = plainNames([layer]);
  const { sentences, losses } = tokenView(document, { ...options, layers: [layer] }, 'one-tag');
  const others = annotationsOf(document, options.layers).filter((annotation) => annotation.layer !== layer);
  const lost = (annotationId: string | null, what: Loss['what'], why: string): Loss => ({
    documentId: document.id,
    annotationId,
    what,
    why: `In ner_tags: ${why}`,
  });
  return {
    tokens: sentences.flatMap(({ tokens }) =>
      tokens.map(({ start, end }) => document.text.slice(start, end)),
    ),
    tags: sentences.flatMap(({ tokens, spans }) =>
      encodeTags(
        tokens.length,
        spans.map(({ annotation, first, end }) => ({
          name: names.label({ ...annotation, isCue: false }),
          first,
          end,
        })),
        'iob2',
      ),
    ),
    losses: [
      // The rest of a span is in “spans” and “relations”.
      ...losses
        .filter(({ what }) => what === 'span-left-out' || what === 'span-changed')
        .map((loss) => ({ ...loss, why: `In ner_tags: ${loss.why}` })),
      ...others.map(({ id }) => lost(id, 'span-left-out', 'tags are of one layer.')),
    ],
  };
}
