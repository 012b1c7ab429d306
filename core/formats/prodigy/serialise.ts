import { OffsetIndex } from '#model/offset.ts';
import type { ExchangeDocument, Loss, WriteOptions, WrittenFiles } from '../exchange.ts';
import type { FlatDocument, FlatRelation, FlatSpan } from '../json-spans/flatten.ts';
import { annotationsOf, flatten } from '../json-spans/flatten.ts';
import { OWN_KEY, ownRecord } from '../json-spans/own-record.ts';
import { pickSpans, singleLayer, withoutOverlaps } from '../json-spans/pick-spans.ts';
import { jsonLine, pushAll } from '../json-spans/read-json.ts';
import type { SpanNames } from '../json-spans/span-names.ts';
import { plainNames } from '../json-spans/span-names.ts';
import { splitTokens, tokenFinder } from '../json-spans/split-tokens.ts';

/**
 * Three files of JSON Lines (formats.md 10). `spans.jsonl`, for `spans_manual`, holds all spans and relations, and in
 * its `meta` all else that the document has; `ner.jsonl`, for `ner_manual`, one layer without overlaps;
 * `relations.jsonl`, for `relations`, all layers without overlaps but those of spans that carry a relation. Offsets are
 * code points; `token_end` is the last token itself, and a relation's `head` and `child` are the last tokens of its
 * source and its target. Hashes and sessions are Prodigy's to add.
 */
export function serialiseProdigy(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
): WrittenFiles {
  const layer = singleLayer(options.layers);
  const labels = plainNames(options.layers);
  const nerLabels = plainNames([layer]);
  const losses: Loss[] = [];
  const content = { ner: '', relations: '', spans: '' };
  for (const document of documents) {
    const lose = (annotationId: string | null, what: Loss['what'], why: string) =>
      losses.push({ documentId: document.id, annotationId, what, why });
    if (document.text === '') {
      lose(null, 'text-changed', 'Prodigy takes no example without text: left out.');
      continue;
    }
    const flat = flatten(document, options.layers);
    pushAll(losses, flat.losses);
    const write = exampleWriter(document, flat);
    const picked = pickSpans(document, layer, options, 'ner.jsonl');
    pushAll(losses, picked.losses);
    for (const annotation of annotationsOf(document, options.layers)) {
      if (annotation.layer !== layer) lose(annotation.id, 'span-left-out', 'ner.jsonl holds one layer.');
    }
    const related = new Set(flat.relations.flatMap(({ source, target }) => [source, target]));
    const kept = withoutOverlaps(flat.spans, options, [...related]);
    for (const span of flat.spans) {
      if (!kept.has(span)) {
        losses.push({
          documentId: document.id,
          annotationId: span.annotationId,
          what: 'span-left-out',
          why: 'relations.jsonl holds no overlapping spans other than those with relations.',
          choice: 'overlap',
        });
      }
    }
    const own = { [OWN_KEY]: ownRecord(document, options) };
    content.ner += write(picked.spans, null, nerLabels, {});
    content.relations += write(
      flat.spans.filter((span) => kept.has(span)),
      flat.relations,
      labels,
      {},
    );
    content.spans += write(flat.spans, flat.relations, labels, own);
  }
  return {
    files: [
      { path: 'ner.jsonl', content: content.ner },
      { path: 'relations.jsonl', content: content.relations },
      { path: 'spans.jsonl', content: content.spans },
    ],
    losses,
    names: { ...labels.names(), ...nerLabels.names() },
  };
}

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
