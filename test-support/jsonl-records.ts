import fc from 'fast-check';
import type { JsonlAnnotation, JsonlRecord, JsonlRelation } from '../core/formats/jsonl/record.ts';
import type { Attributes, AttributeValue, Fragment, LinkTarget } from '../core/model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '../core/model/annotation.ts';
import { BLOCK_RULES, DOCUMENT_STATES } from '../core/model/document.ts';
import { normaliseFragments, quoteOf } from '../core/model/fragment.ts';
import { asUtf16 } from '../core/model/offset.ts';

/** Characters that break careless programs: astral, joined, combining, bidi, line ends of other readers, JSON's own. */
const NASTY = [
  ...'aé “”«»\'"\\/|[]{}<>&,=_*#\t\n',
  '🚋',
  '👩‍👩‍👧‍👦',
  'o\u0308',
  '\u05e9\u05dc\u05d5\u05dd',
  '\u202eabc\u202c',
  '中文',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u000b',
  '\u000c',
  '\u0000',
  '\ufeff',
  '𝒳',
  '->',
  ']]>',
];

/** A text as the app keeps it: not empty, LF only, no leading byte order mark. */
export const nastyText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...NASTY), { minLength: 0, maxLength: 80 })
  .map((parts) => `x${parts.join('')}`);

/** Places of a text that do not split a surrogate pair. UTF-16 units. */
export function placesOf(text: string): number[] {
  const places = [0];
  for (const character of text) places.push((places.at(-1) ?? 0) + character.length);
  return places;
}

/** One to four fragments as the model wants them: sorted, neither overlapping nor touching. */
export function fragmentsIn(text: string): fc.Arbitrary<readonly Fragment[]> {
  const places = placesOf(text);
  const index = fc.nat({ max: places.length - 2 });
  const fragment = fc.tuple(index, fc.nat({ max: 12 })).map(([from, length]) => ({
    start: asUtf16(places[from] ?? 0),
    end: asUtf16(places[Math.min(from + 1 + length, places.length - 1)] ?? 0),
  }));
  return fc.array(fragment, { minLength: 1, maxLength: 4 }).map(normaliseFragments);
}

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const instant = fc
  .integer({ min: 0, max: 4_000_000_000_000 })
  .map((milliseconds) => new Date(milliseconds).toISOString());
const annotator = fc.constantFrom({ id: uuid(901), name: 'ann' }, { id: uuid(902), name: 'bob 🚋' });

/** A UUIDv7 with a number in it. */
export function uuid(number: number): string {
  return `01980000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

function attributeIn(text: string, ids: readonly string[]): fc.Arbitrary<AttributeValue> {
  const link: fc.Arbitrary<LinkTarget> = fc.oneof(
    fc.constantFrom(...ids).map((id) => ({ kind: 'annotation' as const, id: id as never })),
    fragmentsIn(text).map((fragments) => ({ kind: 'fragments' as const, fragments })),
    fc.constant({ kind: 'article' as const }),
    fc.constant({ kind: 'inherited' as const }),
    word.map((words) => ({ kind: 'text' as const, text: words })),
  );
  return fc.oneof(
    fc.constant({ is: 'none' as const }),
    fc.constant({ is: 'not-applicable' as const }),
    fc
      .array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 })
      .map((values) => ({ is: 'values' as const, values })),
    fc.array(link, { minLength: 1, maxLength: 3 }).map((links) => ({ is: 'links' as const, links })),
  );
}

function annotationIn(text: string, id: string, ids: readonly string[]): fc.Arbitrary<JsonlAnnotation> {
  return fc
    .record({
      layer: word,
      label: fc.option(word),
      fragments: fragmentsIn(text),
      attributes: fc
        .dictionary(fc.oneof(word, fc.constantFrom('speaker', '__proto__')), attributeIn(text, ids), {
          maxKeys: 4,
        })
        .map((attributes) => Object.fromEntries(Object.entries(attributes)) as Attributes),
      annotator: fc.option(annotator),
      origin: fc.option(fc.constantFrom(...ORIGINS)),
      certainty: fc.option(fc.constantFrom(...CERTAINTIES)),
      note: fc.oneof(fc.constant(''), nastyText),
      schemeVersion: fc.option(fc.integer({ min: 1, max: 99 })),
      createdAt: fc.option(instant),
      updatedAt: fc.option(instant),
    })
    .map((annotation) => ({ ...annotation, id, quote: quoteOf(text, annotation.fragments) }));
}

function relationBetween(ids: readonly string[]): fc.Arbitrary<Omit<JsonlRelation, 'id'>> {
  return fc.record({
    type: word,
    source: fc.constantFrom(...ids),
    target: fc.constantFrom(...ids),
    annotator: fc.option(annotator),
    createdAt: fc.option(instant),
  });
}

const optional = fc.option(word);

/** Whatever one line of JSON Lines can say; ids are unique within it. */
export const jsonlRecord: fc.Arbitrary<JsonlRecord> = nastyText.chain((text) => {
  const places = placesOf(text);
  const middle = asUtf16(places[places.length >> 1] ?? 0);
  return fc.nat({ max: 8 }).chain((count) => {
    const ids = Array.from({ length: count }, (_, index) => uuid(index + 1));
    return fc.record({
      id: fc.option(fc.constant(uuid(800))),
      title: optional,
      text: fc.constant(text),
      textSha256: fc.option(fc.constant('0'.repeat(64))),
      language: fc.option(fc.constantFrom('en', 'de-AT')),
      blockRule: fc.option(fc.constantFrom(...BLOCK_RULES)),
      blocks: fc.option(
        fc.constantFrom(
          [],
          [
            { kind: 'heading' as const, level: 1, start: asUtf16(0), end: asUtf16(1) },
            ...(middle > 1 ? [{ kind: 'paragraph' as const, level: 0, start: asUtf16(1), end: middle }] : []),
          ],
        ),
      ),
      source: fc.record({
        publisher: optional,
        author: optional,
        url: optional,
        publishedAt: optional,
        fileName: optional,
        mediaType: optional,
        encoding: optional,
        bytesSha256: optional,
        importedAt: fc.option(instant),
      }),
      metadata: fc.dictionary(word, fc.string({ unit: 'grapheme' }), { maxKeys: 3 }).map((metadata) => ({
        ...metadata,
      })),
      states: fc.array(fc.record({ annotator, state: fc.constantFrom(...DOCUMENT_STATES) }), {
        maxLength: 2,
      }),
      annotations:
        count === 0
          ? fc.constant([])
          : fc.tuple(...ids.map((id) => annotationIn(text, id, ids))).map((annotations) => [...annotations]),
      relations:
        count === 0
          ? fc.constant([])
          : fc
              .array(relationBetween(ids), { maxLength: 4 })
              .map((relations) =>
                relations.map((relation, index) => ({ ...relation, id: uuid(700 + index) })),
              ),
    });
  });
});
