import fc from 'fast-check';
import type { JsonlAnnotation, JsonlRecord } from '../core/formats/jsonl/record.ts';
import type { Attributes, AttributeValue, LinkTarget } from '../core/model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '../core/model/annotation.ts';
import { DOCUMENT_STATES } from '../core/model/document.ts';
import { quoteOf } from '../core/model/fragment.ts';
import type { Attribute, Scheme } from '../core/model/scheme.ts';
import { fragmentsIn, nastyText } from './jsonl-records.ts';

const ANNOTATORS = [
  { id: numbered(0, 1), name: 'ann' },
  { id: numbered(0, 2), name: 'bob 🚋' },
];
const AT = '2026-01-02T03:04:05.678Z';

/** A UUID from two numbers. */
function numbered(group: number, number: number): string {
  return `01990000-${group.toString(16).padStart(4, '0')}-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** Documents with annotations that fit the scheme: every layer, label, kind of attribute, overlap and nesting. */
export function newsRecords(scheme: Scheme, count: number): fc.Arbitrary<readonly JsonlRecord[]> {
  return fc.tuple(...Array.from({ length: count }, (_, group) => newsRecord(scheme, group + 1)));
}

function newsRecord(scheme: Scheme, group: number): fc.Arbitrary<JsonlRecord> {
  return fc.tuple(nastyText, fc.nat({ max: 9 })).chain(([text, count]) => {
    // Layers in turn, so that every link can find a target of the right layer.
    const spans = Array.from({ length: count }, (_, index) => ({
      id: numbered(group, index + 1),
      layer: scheme.layers[index % scheme.layers.length] as Scheme['layers'][number],
    }));
    const annotations = spans.map(({ id, layer }) =>
      fc
        .record({
          label: fc.constantFrom(...layer.labels.map((label): string => label.id)),
          fragments: fragmentsIn(text),
          attributes: attributesOf(layer.attributes, text, spans, id),
          annotator: fc.constantFrom(...ANNOTATORS),
          origin: fc.constantFrom(...ORIGINS),
          certainty: fc.constantFrom(...CERTAINTIES),
          note: fc.oneof(fc.constant(''), nastyText),
        })
        .map(
          (annotation): JsonlAnnotation => ({
            ...annotation,
            id,
            layer: layer.id,
            quote: quoteOf(text, annotation.fragments),
            schemeVersion: scheme.version,
            createdAt: AT,
            updatedAt: AT,
          }),
        ),
    );
    return fc.record({
      id: fc.constant(numbered(group, 0x1000)),
      title: fc.string({ unit: 'grapheme', maxLength: 20 }).map((title) => `T${title}`),
      text: fc.constant(text),
      textSha256: fc.constant(null),
      language: fc.constantFrom(null, 'en', 'ar'),
      blockRule: fc.constantFrom(null, 'line' as const, 'double-space' as const),
      blocks: fc.constant(null),
      source: fc.record({
        publisher: fc.option(fc.string({ unit: 'grapheme' })),
        author: fc.constant(null),
        url: fc.option(fc.webUrl()),
        publishedAt: fc.constantFrom(null, '2026-01-01'),
        fileName: fc.constantFrom(null, 'a.txt'),
        mediaType: fc.constantFrom(null, 'text/plain'),
        encoding: fc.constantFrom(null, 'utf-8'),
        bytesSha256: fc.constant(null),
        importedAt: fc.constant(AT),
      }),
      metadata: fc
        .dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), {
          maxKeys: 2,
        })
        .map((metadata) => ({ ...metadata })),
      states: fc.constantFrom(
        [],
        ...DOCUMENT_STATES.map((state) => [{ annotator: ANNOTATORS[0] as (typeof ANNOTATORS)[0], state }]),
      ),
      annotations: fc.tuple(...annotations).map((list) => [...list]),
      relations: fc.constant(
        // Layers come in turn: spans four apart are of one layer, claims the third of them.
        spans
          .filter(({ layer }, index) => layer.id === 'claim' && spans[index + 4] !== undefined)
          .map(({ id }, index) => ({
            id: numbered(group, 0x2000 + index),
            type: 'supports',
            source: id,
            target: spans[spans.findIndex((span) => span.id === id) + 4]?.id ?? id,
            annotator: ANNOTATORS[1] as (typeof ANNOTATORS)[1],
            createdAt: AT,
          })),
      ),
    });
  });
}

interface Span {
  readonly id: string;
  readonly layer: Scheme['layers'][number];
}

function attributesOf(
  attributes: readonly Attribute[],
  text: string,
  spans: readonly Span[],
  own: string,
): fc.Arbitrary<Attributes> {
  return fc
    .tuple(
      ...attributes.map((attribute) => fc.option(arbitraryValue(attribute, text, spans, own), { freq: 2 })),
    )
    .map(
      (values) =>
        Object.fromEntries(
          values.flatMap((value, index) => (value === null ? [] : [[attributes[index]?.id ?? '', value]])),
        ) as Attributes,
    );
}

function arbitraryValue(
  attribute: Attribute,
  text: string,
  spans: readonly Span[],
  own: string,
): fc.Arbitrary<AttributeValue> {
  const unset = fc.constantFrom({ is: 'none' as const }, { is: 'not-applicable' as const });
  const values = (list: readonly string[]): AttributeValue => ({ is: 'values', values: list });
  switch (attribute.type) {
    case 'flag':
      return fc.oneof(
        unset,
        fc.constantFrom('yes', 'no').map((value) => values([value])),
      );
    case 'text':
      return fc.oneof(
        unset,
        nastyText.map((value) => values([value])),
      );
    case 'choice':
    case 'choices': {
      const ids = (attribute.choices ?? []).map(({ id }) => id);
      const most = attribute.type === 'choice' ? 1 : ids.length;
      return fc.oneof(
        unset,
        fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: most }).map(values),
      );
    }
    case 'link':
    case 'links': {
      const targets: fc.Arbitrary<LinkTarget>[] = [];
      const linkable = spans.filter(
        ({ id, layer }) => id !== own && attribute.targetLayers?.includes(layer.id),
      );
      if (linkable.length > 0) {
        targets.push(fc.constantFrom(...linkable).map(({ id }) => ({ kind: 'annotation', id: id as never })));
      }
      for (const kind of attribute.targetKinds ?? []) {
        if (kind === 'fragments') targets.push(fragmentsIn(text).map((fragments) => ({ kind, fragments })));
        else if (kind === 'text') targets.push(nastyText.map((name) => ({ kind, text: name })));
        else targets.push(fc.constant({ kind }));
      }
      if (targets.length === 0) return unset;
      const links = fc.uniqueArray(fc.oneof(...targets), {
        minLength: 1,
        maxLength: attribute.type === 'link' ? 1 : 3,
        selector: (link) => JSON.stringify(link),
      });
      return fc.oneof(
        unset,
        links.map((list) => ({ is: 'links' as const, links: list })),
      );
    }
  }
}
