import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation } from './annotation.ts';
import { quoteOf } from './fragment.ts';
import { asId, type DocumentId } from './ids.ts';
import { asUtf16 } from './offset.ts';
import { packAnnotations, unpackAnnotations } from './packed-annotations.ts';

const TEXT = 'Ana said that 東京 is 𝒻ar. Nobody else did, and nobody asked.';
const DOCUMENT = asId<DocumentId>('d');

const fragments = fc
  .uniqueArray(fc.nat(TEXT.length), { minLength: 2, maxLength: 8 })
  .map((points) => points.slice(points.length % 2).sort((a, b) => a - b))
  .map((points) =>
    points.flatMap((start, i) =>
      i % 2 === 0 ? [{ start: asUtf16(start), end: asUtf16(points[i + 1] ?? 0) }] : [],
    ),
  );
const annotation = fc
  .record({
    id: fc.uuid(),
    layer: fc.constantFrom('entity', 'quote'),
    label: fc.constantFrom(null, 'person', 'direct'),
    fragments,
    quote: fc.option(fc.string(), { nil: undefined, freq: 8 }),
    attributes: fc.constantFrom({}, { link: { is: 'none' } }, { sort: { is: 'values', values: ['a', 'b'] } }),
    annotatorId: fc.constantFrom('me', 'you'),
    origin: fc.constantFrom('manual', 'imported'),
    certainty: fc.constantFrom('sure', 'unsure'),
    note: fc.constantFrom('', 'Why?'),
    schemeVersion: fc.integer({ min: 1, max: 2 }),
    createdAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
    updatedAt: fc.constantFrom('2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'),
  })
  .map(
    (made) =>
      ({
        ...made,
        documentId: DOCUMENT,
        quote: made.quote ?? quoteOf(TEXT, made.fragments),
      }) as unknown as Annotation,
  );

test('annotations come out as they went in, also by way of JSON', () => {
  fc.assert(
    fc.property(fc.array(annotation, { maxLength: 20 }), (annotations) => {
      const packed = packAnnotations(annotations, TEXT);
      expect(unpackAnnotations(packed, DOCUMENT, TEXT)).toEqual(annotations);
      expect(unpackAnnotations(JSON.parse(JSON.stringify(packed)), DOCUMENT, TEXT)).toEqual(annotations);
    }),
  );
});

test('what repeats is packed once, and a quote that the text tells not at all', () => {
  const [one] = fc.sample(annotation, { numRuns: 1, seed: 3 });
  if (one === undefined) throw new Error('nothing was made');
  const plain = { ...one, quote: quoteOf(TEXT, one.fragments), note: '', attributes: {} };
  const packed = packAnnotations(
    Array.from({ length: 500 }, (_, i) => ({ ...plain, id: asId(`a${i}`) })),
    TEXT,
  );
  expect(packed.kinds).toHaveLength(1);
  expect(packed.times.length).toBeLessThanOrEqual(2);
  expect(packed.rest).toEqual([]);
});

test('columns that are too short are refused', () => {
  const packed = packAnnotations(fc.sample(annotation, { numRuns: 2, seed: 1 }), TEXT);
  expect(() => unpackAnnotations({ ...packed, bounds: [] }, DOCUMENT, TEXT)).toThrow(RangeError);
});
