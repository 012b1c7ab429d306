import type { ExchangeDocument, Loss, OpenWriter } from '../exchange.ts';
import type { FlatDocument, FlatSpan } from '../json-spans/flatten.ts';
import { annotationsOf, annotatorsOf, flatten, lossesOfAttributes } from '../json-spans/flatten.ts';
import { pickSpans } from '../json-spans/pick-spans.ts';
import { jsonLine } from '../json-spans/read-json.ts';
import type { SpanNames } from '../json-spans/span-names.ts';
import { distinctNames } from '../json-spans/span-names.ts';
import type { WrittenRange } from '../shared/unit-places.ts';
import { createUnitPlaces } from '../shared/unit-places.ts';
import { collected } from '../writing/collect.ts';
import { annotationsIn, NOTHING_WRITTEN, writtenDocument, writtenFlat } from '../writing/written-counts.ts';

const FORMAT = 'doccano';
const FILE = 'doccano.jsonl';
const CLUSTER_WHOLE =
  'The span begins or ends within a grapheme cluster, which was taken whole: offsets count clusters.';

/**
 * One file of JSON Lines (formats.md 1). With one layer it is for sequence labelling projects: `label` triples,
 * which neither overlap nor relate. With several it is for projects with relations: `entities` with whole numbers
 * for ids and `relations` between them, overlaps and all; the project must allow overlapping then. Offsets are
 * UTF-16 units, as doccano counts (v-annotator, `Text.ts`), unless another unit is asked for: grapheme clusters for
 * projects that count these, code points for readers in Python.
 *
 * Our id is written as `doc_id` and nothing else beside: other keys become metadata that can overwrite doccano's own.
 */
export const openDoccano: OpenWriter = (_survey, options, sink) => {
  const names = distinctNames(options.layers);
  const lose = (losses: readonly Loss[]) => losses.forEach(sink.lose);
  sink.write(FILE, '');
  return {
    add(document) {
      if (document.text === '') {
        sink.lose(
          lossOf(document, null, 'text-changed', 'doccano takes no document without text: left out.'),
        );
        return NOTHING_WRITTEN;
      }
      const flat = flatten(document, options.layers);
      if (annotatorsOf(annotationsOf(document, options.layers)).size > 1) {
        sink.lose(
          lossOf(document, null, 'attribute-dropped', 'doccano does not say which annotator a span is of.'),
        );
      }
      const head = { text: document.text, ...(document.id === null ? {} : { doc_id: document.id }) };
      const only = options.layers.length === 1 ? options.layers[0] : undefined;
      const placesOf = createUnitPlaces(document.text, options.unit ?? 'utf-16');
      const place = (span: FlatSpan): WrittenRange => {
        const range = placesOf(span.start, span.end);
        if (!range.exact) {
          const loss = lossOf(document, span.annotationId, 'span-changed', CLUSTER_WHOLE);
          sink.lose({ ...loss, choice: 'unit' });
        }
        return range;
      };
      if (only === undefined) {
        lose(flat.losses);
        lose(lossesOfAttributes(document, flat, FORMAT));
        sink.write(FILE, jsonLine({ ...head, ...relationShape(flat, names, place) }));
        return writtenFlat(flat);
      }
      const picked = pickSpans(document, only, options, 'A doccano file of one layer');
      const kept = new Set(picked.spans.map(({ holder }) => holder));
      const firsts = { ...flat, spans: flat.spans.filter(({ holder }) => kept.has(holder)) };
      lose(picked.losses);
      lose(lossesOfAttributes(document, firsts, FORMAT));
      lose(unrelated(document, firsts.spans, only));
      sink.write(
        FILE,
        jsonLine({ ...head, label: picked.spans.map((span) => tripleOf(span, names, place)) }),
      );
      return writtenDocument({ annotations: annotationsIn(picked.spans) });
    },
    end() {
      lose(names.losses());
      return names.names();
    },
  };
};

export const serialiseDoccano = collected(openDoccano);

/** `entities` and `relations`; their ids are unique in the line, which is all that doccano asks for. */
function relationShape(flat: FlatDocument, names: SpanNames, place: (span: FlatSpan) => WrittenRange) {
  const idOf = new Map(flat.spans.map((span, index) => [span, index + 1]));
  return {
    entities: flat.spans.map((span) => {
      const { start, end } = place(span);
      return { id: idOf.get(span), label: names.label(span), start_offset: start, end_offset: end };
    }),
    relations: flat.relations.map((relation, index) => ({
      id: index + 1,
      from_id: idOf.get(relation.source),
      to_id: idOf.get(relation.target),
      type: names.type(relation),
    })),
  };
}

function tripleOf(
  span: FlatSpan,
  names: SpanNames,
  place: (span: FlatSpan) => WrittenRange,
): readonly [number, number, string] {
  const { start, end } = place(span);
  return [start, end, names.label(span)];
}

/** Triples have no relations: neither those of the document between spans of the layer, nor links, nor cues. */
function unrelated(document: ExchangeDocument, kept: readonly FlatSpan[], layer: string): Loss[] {
  const inLayer = new Set(annotationsOf(document, [layer]).map(({ id }) => id));
  const relations = document.relations
    .filter(({ source, target }) => inLayer.has(source) || inLayer.has(target))
    .map(({ source }) =>
      lossOf(document, source, 'relation-dropped', 'A doccano file of one layer holds no relations.'),
    );
  const links = kept.flatMap(({ holder }) =>
    Object.values(holder?.attributes ?? {}).flatMap((value) =>
      value?.is === 'links' && value.links.some(({ kind }) => kind === 'annotation' || kind === 'fragments')
        ? [
            lossOf(
              document,
              holder?.id ?? null,
              'attribute-dropped',
              'A doccano file of one layer holds no links.',
            ),
          ]
        : [],
    ),
  );
  return [...relations, ...links];
}

function lossOf(
  document: ExchangeDocument,
  annotationId: string | null,
  what: Loss['what'],
  why: string,
): Loss {
  return { documentId: document.id, annotationId, what, why };
}
