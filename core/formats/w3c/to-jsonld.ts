import type { Fragment } from '#model/annotation.ts';
import { OffsetIndex } from '#model/offset.ts';
import { graphemeEndAt, graphemeStartAt } from '#model/text.ts';
import type { WrittenCounts } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { attributeToTexts } from '../shared/attribute-texts.ts';
import { documentDetails } from '../shared/document-details.ts';
import type { ExportedAnnotation, ExportedDocument, ExportedRelation } from '../shared/exported.ts';
import { iriOf } from '../shared/iri.ts';
import { DEFAULT_LAYER, layerLabel } from '../shared/layer-label.ts';
import { linkCopiesOf } from '../shared/link-copies.ts';
import { writtenWithCopies } from '../writing/written-counts.ts';
import { describing, describingAttribute } from './describing.ts';

export const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** The label of a collection of what was adjudicated. */
export const GOLD = 'gold';

/** Code points of the text before and after a span; more where a grapheme cluster would be cut. */
const CONTEXT_LENGTH = 16;

/**
 * A document as a collection with one page (W3C Web Annotation Data Model 5.1, 5.2; formats.md 12). `source` is where its
 * text lies. The first annotation is about the document as a whole. Gold is a collection of its own, with that label.
 */
export function documentToJsonld(
  exported: ExportedDocument,
  source: string,
  isGold = false,
): { readonly jsonld: object; readonly written: WrittenCounts } {
  const { document, annotations, relations } = exported;
  const index = new OffsetIndex(document.text);
  const ids = new Set(annotations.map(({ id }) => id));
  const copies = annotations.map((annotation) => linkCopiesOf(annotation, (id) => ids.has(id)));
  const place = { text: document.text, index, source };
  const items = [
    aboutDocument(exported, source, isGold),
    ...[...annotations, ...copies.flatMap(({ spans }) => spans)].map((one) => annotationToJsonld(one, place)),
    ...[...relations, ...copies.flatMap((copy) => copy.relations)].map(relationToJsonld),
  ];
  const id = `${iriOf('doc', exported.id)}:${isGold ? GOLD : 'annotations'}`;
  const label = isGold ? GOLD : document.title;
  const jsonld = {
    '@context': CONTEXT,
    id,
    type: 'AnnotationCollection',
    ...(label === null ? {} : { label }),
    total: items.length,
    first: { id: `${id}:1`, type: 'AnnotationPage', partOf: id, startIndex: 0, items },
  };
  return { jsonld, written: writtenWithCopies(exported, copies) };
}

/** Says what the text file and the label cannot: the title of gold, the language, and what `documentDetails` holds. */
function aboutDocument({ document, id }: ExportedDocument, source: string, isGold: boolean): object {
  const details = documentDetails(document);
  const texts = [
    ...(isGold && document.title !== null ? [describing('title', document.title)] : []),
    ...(document.language === null ? [] : [describing('language', document.language)]),
    ...(document.textSha256 === null ? [] : [describing('textSha256', document.textSha256)]),
    ...(details === '' ? [] : [describing('details', details)]),
  ];
  return {
    id: `${iriOf('doc', id)}:details`,
    type: 'Annotation',
    motivation: 'describing',
    ...(texts.length === 0 ? {} : { body: texts.map((text) => textualBody('describing', text)) }),
    target: source,
  };
}

interface Place {
  readonly text: string;
  readonly index: OffsetIndex;
  readonly source: string;
}

function annotationToJsonld(annotation: ExportedAnnotation, place: Place): object {
  const { layer, label, certainty, origin, schemeVersion, note, createdAt, updatedAt } = annotation;
  const own = { certainty, origin, schemeVersion };
  const body = [
    textualBody('tagging', layerLabel(layer, label)),
    ...Object.entries(own).flatMap(([name, value]) =>
      value === null ? [] : [textualBody('describing', describing(name, String(value)))],
    ),
    ...Object.entries(annotation.attributes).flatMap(([name, value]) =>
      value === undefined
        ? []
        : attributeToTexts(value, place.index).map((text) =>
            textualBody('describing', describingAttribute(name, text)),
          ),
    ),
    ...(note === '' ? [] : [textualBody('commenting', note)]),
  ];
  const targets = annotation.fragments.map((fragment) => targetOf(fragment, place));
  return {
    id: iriOf('annotation', annotation.id),
    type: 'Annotation',
    motivation: layer === DEFAULT_LAYER ? 'tagging' : 'classifying',
    ...(createdAt === null ? {} : { created: createdAt }),
    ...(updatedAt === null ? {} : { modified: updatedAt }),
    ...creatorOf(annotation.annotator),
    body,
    target: targets.length === 1 ? targets[0] : targets,
  };
}

function relationToJsonld({ id, type, source, target, annotator, createdAt }: ExportedRelation): object {
  return {
    id: iriOf('annotation', id),
    type: 'Annotation',
    motivation: 'linking',
    ...(createdAt === null ? {} : { created: createdAt }),
    ...creatorOf(annotator),
    body: [textualBody('classifying', type), iriOf('annotation', target)],
    target: iriOf('annotation', source),
  };
}

function textualBody(purpose: string, value: string): object {
  return { type: 'TextualBody', purpose, value };
}

function creatorOf(annotator: AnnotatorRef | null): object {
  if (annotator === null) return {};
  const { id, name } = annotator;
  return {
    creator: {
      ...(id === null ? {} : { id: iriOf('annotator', id) }),
      type: 'Person',
      ...(name === null ? {} : { nickname: name }),
    },
  };
}

function targetOf({ start, end }: Fragment, { text, index, source }: Place): object {
  const prefix = text.slice(contextStart(text, start), start);
  const suffix = text.slice(end, contextEnd(text, end));
  return {
    source,
    selector: [
      { type: 'TextPositionSelector', start: index.toCodePoint(start), end: index.toCodePoint(end) },
      {
        type: 'TextQuoteSelector',
        exact: text.slice(start, end),
        ...(prefix === '' ? {} : { prefix }),
        ...(suffix === '' ? {} : { suffix }),
      },
    ],
  };
}

function contextStart(text: string, from: number): number {
  const before = Array.from(text.slice(Math.max(0, from - 2 * CONTEXT_LENGTH), from)).slice(-CONTEXT_LENGTH);
  return graphemeStartAt(text, from - before.join('').length);
}

function contextEnd(text: string, from: number): number {
  const after = Array.from(text.slice(from, from + 2 * CONTEXT_LENGTH)).slice(0, CONTEXT_LENGTH);
  return graphemeEndAt(text, from + after.join('').length);
}
