import { OffsetIndex } from '#model/offset.ts';
import type { ExchangeDocument, Loss, OpenWriter } from '../exchange.ts';
import type { FlatDocument, FlatRelation, FlatSpan } from '../json-spans/flatten.ts';
import { annotationsOf, flatten } from '../json-spans/flatten.ts';
import { OWN_KEY, ownRecord } from '../json-spans/own-record.ts';
import { pickSpans, singleLayer, withoutOverlaps } from '../json-spans/pick-spans.ts';
import { jsonLine } from '../json-spans/read-json.ts';
import type { SpanNames } from '../json-spans/span-names.ts';
import { plainNames } from '../json-spans/span-names.ts';
import { splitTokens, tokenFinder } from '../json-spans/split-tokens.ts';
import { collected } from '../writing/collect.ts';
import { NOTHING_WRITTEN, writtenFlat } from '../writing/written-counts.ts';

const FILES = { ner: 'ner.jsonl', relations: 'relations.jsonl', spans: 'spans.jsonl' };

/**
 * Three files of JSON Lines (formats.md 10). `spans.jsonl`, for `spans_manual`, holds all spans and relations, and in
 * its `meta` all else that the document has; `ner.jsonl`, for `ner_manual`, one layer without overlaps;
 * `relations.jsonl`, for `relations`, all layers without overlaps but those of spans that carry a relation. Offsets are
 * code points; `token_end` is the last token itself, and a relation's `head` and `child` are the last tokens of its
 * source and its target. Hashes and sessions are Prodigy's to add.
 */
export const openProdigy: OpenWriter = (_survey, options, sink) => {
  const layer = singleLayer(options.layers);
  const labels = plainNames(options.layers);
  const nerLabels = plainNames([layer]);
  for (const path of Object.values(FILES)) sink.write(path, '');
  return {
    add(document) {
      const lose = (annotationId: string | null, what: Loss['what'], why: string) =>
        sink.lose({ documentId: document.id, annotationId, what, why });
      if (document.text === '') {
        lose(null, 'text-changed', 'Prodigy takes no example without text: left out.');
        return NOTHING_WRITTEN;
      }
      const flat = flatten(document, options.layers);
      flat.losses.forEach(sink.lose);
      const write = exampleWriter(document, flat);
      const picked = pickSpans(document, layer, options, FILES.ner);
      picked.losses.forEach(sink.lose);
      for (const annotation of annotationsOf(document, options.layers)) {
        if (annotation.layer !== layer) lose(annotation.id, 'span-left-out', 'ner.jsonl holds one layer.');
      }
      const related = new Set(flat.relations.flatMap(({ source, target }) => [source, target]));
      const kept = withoutOverlaps(flat.spans, options, [...related]);
      for (const span of flat.spans) {
        if (!kept.has(span)) {
          sink.lose({
            documentId: document.id,
            annotationId: span.annotationId,
            what: 'span-left-out',
            why: 'relations.jsonl holds no overlapping spans other than those with relations.',
            choice: 'overlap',
          });
        }
      }
      const own = { [OWN_KEY]: ownRecord(document, options) };
      const keptInOrder = flat.spans.filter((span) => kept.has(span));
      sink.write(FILES.ner, write(picked.spans, null, nerLabels, {}));
      sink.write(FILES.relations, write(keptInOrder, flat.relations, labels, {}));
      sink.write(FILES.spans, write(flat.spans, flat.relations, labels, own));
      return writtenFlat(flat);
    },
    end: () => ({ ...labels.names(), ...nerLabels.names() }),
  };
};

export const serialiseProdigy = collected(openProdigy);

function exampleWriter(document: ExchangeDocument, flat: FlatDocument) {
  const { text } = document;
  const offsets = new OffsetIndex(text);
  // A hull has the edges of its fragments, so that these tokens fit the spans of all three files.
  const split = splitTokens(text, flat.spans);
  const tokensOf = tokenFinder(split);
  const codePoints = new CodePoints(offsets);
  const tokens = split.map(({ start, end, spaceAfter }, id) => ({
    text: text.slice(start, end),
    start: codePoints.at(start),
    end: codePoints.at(end),
    id,
    ws: spaceAfter,
  }));
  return (
    spans: readonly FlatSpan[],
    relations: readonly FlatRelation[] | null,
    labels: SpanNames,
    meta: object,
  ): string => {
    const spanJson = (span: FlatSpan) => {
      const { first, last } = tokensOf(span);
      return {
        start: codePoints.at(span.start),
        end: codePoints.at(span.end),
        token_start: first,
        token_end: last,
        label: labels.label(span),
      };
    };
    return jsonLine({
      text,
      tokens,
      spans: spans.map(spanJson),
      ...(relations === null
        ? {}
        : {
            relations: relations.map(({ type, source, target }) => ({
              head: tokensOf(source).last,
              child: tokensOf(target).last,
              head_span: spanJson(source),
              child_span: spanJson(target),
              label: type,
            })),
          }),
      meta: { ...(document.id === null ? {} : { doc_id: document.id }), ...meta },
      answer: 'accept',
    });
  };
}

/** UTF-16 units to code points, as plain numbers. */
class CodePoints {
  readonly #offsets: OffsetIndex;

  constructor(offsets: OffsetIndex) {
    this.#offsets = offsets;
  }

  at(place: number): number {
    return this.#offsets.toCodePoint(place as Parameters<OffsetIndex['toCodePoint']>[0]);
  }
}
