import type { Attributes, Certainty, Fragment } from '#model/annotation.ts';
import { CERTAINTIES } from '#model/annotation.ts';
import { normaliseFragments, quoteOf } from '#model/fragment.ts';
import type { ExchangeAnnotation, ExchangeDocument, ExchangeRelation } from '../exchange.ts';
import { valuesFromStrings } from '../json-spans/attribute-values.ts';
import { attributesFrom } from '../json-spans/build-document.ts';
import type { GivenText } from '../json-spans/given-text.ts';
import { placeSpans } from '../json-spans/given-text.ts';
import { OWN_KEY } from '../json-spans/own-record.ts';
import type { FileReport, JsonObject } from '../json-spans/read-json.ts';
import { metadataFrom, nameIn } from '../json-spans/read-json.ts';
import type { Placed } from '../shared/finish-document.ts';
import { finishDocument } from '../shared/finish-document.ts';
import { DEFAULT_LAYER } from '../shared/layer-label.ts';
import { plainDocument } from '../spans/plain-document.ts';
import { UNIT_NAMES } from '../unit-check.ts';
import type { RowSpan, RowView } from './row.ts';
import { CERTAINTY_KEY } from './row.ts';

const COLUMNS = new Set(['id', 'title', 'text', 'spans', 'relations', 'tokens', 'ner_tags', OWN_KEY]);

/** A document by what the columns of a row say. Other columns become metadata. */
export function readRow(
  object: JsonObject,
  ground: GivenText,
  { spans, relations }: RowView,
  line: number,
  report: FileReport,
): ExchangeDocument {
  const { text } = ground;
  const claims = spans.flatMap((span) =>
    span.fragments.map(({ start, end, text: claimed, shown }) => ({
      start,
      end,
      text: claimed || null,
      ...(shown === undefined ? {} : { shown }),
    })),
  );
  const { unit, spans: places } = placeSpans(ground, claims, 'code-points');
  if (unit !== 'code-points') {
    report.notice(line, `The offsets count ${UNIT_NAMES[unit]}: so the spans have the texts they state.`);
  }
  let next = 0;
  const annotations: Placed<ExchangeAnnotation>[] = [];
  for (const [index, span] of spans.entries()) {
    const own = places.slice(next, next + span.fragments.length);
    next += span.fragments.length;
    const fragments = own.flatMap<Fragment>(({ fragment }) => fragment ?? []);
    if (fragments.length === 0 || fragments.length < own.length) {
      const problem = own.find((place) => place.problem !== null)?.problem ?? 'has no fragments.';
      report.notice(line, `Span ${index + 1} ${problem} It was left out.`);
      continue;
    }
    annotations.push({ item: annotationOf(text, span, normaliseFragments(fragments)), line });
  }
  const read = relations.map(
    (relation): Placed<ExchangeRelation> => ({
      item: {
        id: relation.id || null,
        type: relation.type || 'relation',
        source: relation.from_id,
        target: relation.to_id,
        annotator: annotatorOf(relation.annotator),
        createdAt: null,
      },
      line,
    }),
  );
  const plain = plainDocument('', text);
  const head = {
    ...plain,
    id: nameIn(object, 'id'),
    title: nameIn(object, 'title'),
    source: { ...plain.source, fileName: null },
    metadata: metadataFrom(object, COLUMNS),
  };
  return finishDocument(head, { annotations, relations: read }, report.notice);
}

function annotationOf(text: string, span: RowSpan, fragments: readonly Fragment[]): ExchangeAnnotation {
  const certainty = certaintyOf(span);
  return {
    id: span.id || null,
    layer: span.layer || DEFAULT_LAYER,
    label: span.label || null,
    fragments,
    quote: quoteOf(text, fragments),
    attributes: attributesOf(span, certainty),
    annotator: annotatorOf(span.annotator),
    origin: null,
    certainty,
    note: span.note,
    schemeVersion: null,
    createdAt: null,
    updatedAt: null,
  };
}

function certaintyOf({ attributes }: RowSpan): Certainty | null {
  const stated = attributes.findLast(({ key }) => key === CERTAINTY_KEY)?.value;
  return CERTAINTIES.find((certainty) => certainty === stated) ?? null;
}

function attributesOf({ attributes }: RowSpan, certainty: Certainty | null): Attributes {
  const values = new Map<string, string[]>();
  const last = attributes.findLastIndex(({ key }) => key === CERTAINTY_KEY);
  for (const [index, { key, value }] of attributes.entries()) {
    if (key === '' || (certainty !== null && index === last)) continue;
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else known.push(value);
  }
  return attributesFrom([...values].map(([key, strings]) => [key, valuesFromStrings(strings)] as const));
}

function annotatorOf(name: string): ExchangeAnnotation['annotator'] {
  return name === '' ? null : { id: null, name };
}
