import type { Fragment } from '#model/annotation.ts';
import { OffsetIndex } from '#model/offset.ts';
import type { OpenWriter, WrittenCounts } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { attributeToTexts } from '../shared/attribute-texts.ts';
import { documentDetails } from '../shared/document-details.ts';
import type { ExportedAnnotation, ExportedDocument, ExportedRelation } from '../shared/exported.ts';
import { createExporter } from '../shared/exported.ts';
import { iriOf } from '../shared/iri.ts';
import { linkCopiesOf } from '../shared/link-copies.ts';
import { openJsonList } from '../writing/json-list.ts';
import { writtenWithCopies } from '../writing/written-counts.ts';
import type { OwnKey } from './keys.ts';
import { keyOfAttribute, SET_ID, STORE_ID } from './keys.ts';

type Data = readonly (readonly [key: string, value: string])[];

const FILE = 'standoff.store.stam.json';
/** Resources come before the keys of the annotations, and all of these before the annotations. */
const PARTS = { resources: 0, keys: 1, annotations: 2 };

/**
 * Documents as one annotation store (STAM `README.md`, STAM JSON; formats.md 16): texts as resources, all annotations in
 * one list in which those that are referred to come first. Offsets count code points.
 */
export const openStam: OpenWriter = (survey, options, sink) => {
  const exportedOf = createExporter(survey, options, sink);
  const keys = new Set<string>();
  sink.write(FILE, `{\n "@type": "AnnotationStore",\n "@id": "${STORE_ID}",\n "resources": `);
  const resources = openJsonList(sink, FILE, { part: PARTS.resources, depth: 1 });
  sink.write(FILE, ',\n "annotations": ', { part: PARTS.annotations });
  const annotations = openJsonList(sink, FILE, { part: PARTS.annotations, depth: 1 });
  return {
    add(document) {
      const exported = exportedOf(document);
      const resource = { '@type': 'TextResource', '@id': iriOf('doc', exported.id), text: document.text };
      resources.add([resource]);
      const { list, written } = annotationsOf(exported, keys);
      annotations.add(list);
      return written;
    },
    end() {
      resources.end();
      sink.write(FILE, ',\n "annotationsets": ', { part: PARTS.keys });
      const sets = openJsonList(sink, FILE, { part: PARTS.keys, depth: 1 });
      sets.add([
        {
          '@type': 'AnnotationDataSet',
          '@id': SET_ID,
          keys: [...keys].map((key) => ({ '@type': 'DataKey', '@id': key })),
        },
      ]);
      sets.end();
      annotations.end();
      sink.write(FILE, '\n}\n', { part: PARTS.annotations });
      return {};
    },
  };
};

/** What is said of a document, its spans and its relations. `keys` gets the keys that are used. */
function annotationsOf(
  exported: ExportedDocument,
  keys: Set<string>,
): { readonly list: readonly object[]; readonly written: WrittenCounts } {
  const annotation = (id: string, target: object, data: Data): object => {
    for (const [key] of data) keys.add(key);
    return {
      '@type': 'Annotation',
      '@id': id,
      target,
      data: data.map(([key, value]) => ({
        '@type': 'AnnotationData',
        set: SET_ID,
        key,
        value: { '@type': 'String', value },
      })),
    };
  };
  const resource = iriOf('doc', exported.id);
  const index = new OffsetIndex(exported.document.text);
  const ids = new Set(exported.annotations.map(({ id }) => id));
  const copies = exported.annotations.map((one) => linkCopiesOf(one, (id) => ids.has(id)));
  const facts = documentFacts(exported);
  const list = [
    ...(facts.length === 0
      ? []
      : [annotation(`${resource}:details`, { '@type': 'ResourceSelector', resource }, facts)]),
    ...[...exported.annotations, ...copies.flatMap(({ spans }) => spans)].map((one) =>
      annotation(iriOf('annotation', one.id), spanTarget(one, resource, index), spanData(one, index)),
    ),
    ...[...exported.relations, ...copies.flatMap(({ relations }) => relations)].map((one) =>
      annotation(iriOf('annotation', one.id), relationTarget(one), relationData(one)),
    ),
  ];
  return { list, written: writtenWithCopies(exported, copies) };
}

function documentFacts({ document }: ExportedDocument): Data {
  const { title, language, textSha256 } = document;
  const details = documentDetails(document);
  return present({ title, language, textSha256, details: details === '' ? null : details });
}

function spanData(annotation: ExportedAnnotation, index: OffsetIndex): Data {
  const { layer, label, annotator, certainty, origin, note, schemeVersion, createdAt, updatedAt } =
    annotation;
  const attributes = Object.entries(annotation.attributes).flatMap(([name, value]) =>
    value === undefined
      ? []
      : attributeToTexts(value, index).map((text) => [keyOfAttribute(name), text] as const),
  );
  const own = {
    ...creatorOf(annotator),
    certainty,
    origin,
    note: note === '' ? null : note,
    schemeVersion: schemeVersion === null ? null : String(schemeVersion),
    created: createdAt,
    modified: updatedAt,
  } satisfies Partial<Record<OwnKey, string | null>>;
  return [...present({ layer, label }), ...present(own), ...attributes];
}

function relationData({ type, annotator, createdAt }: ExportedRelation): Data {
  return present({ relation: type, ...creatorOf(annotator), created: createdAt });
}

function creatorOf(annotator: AnnotatorRef | null) {
  return { creator: annotator?.name ?? null, creatorId: annotator?.id ?? null };
}

function present(values: Readonly<Record<string, string | null>>): Data {
  return Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
}

function spanTarget({ fragments }: ExportedAnnotation, resource: string, index: OffsetIndex): object {
  const selectors = fragments.map((fragment) => textSelector(fragment, resource, index));
  const [only] = selectors;
  return selectors.length === 1 && only !== undefined ? only : { '@type': 'CompositeSelector', selectors };
}

function textSelector({ start, end }: Fragment, resource: string, index: OffsetIndex): object {
  const cursor = (value: number): object => ({ '@type': 'BeginAlignedCursor', value });
  const offset = {
    '@type': 'Offset',
    begin: cursor(index.toCodePoint(start)),
    end: cursor(index.toCodePoint(end)),
  };
  return { '@type': 'TextSelector', resource, offset };
}

function relationTarget({ source, target }: ExportedRelation): object {
  const selector = (id: string): object => ({
    '@type': 'AnnotationSelector',
    annotation: iriOf('annotation', id),
  });
  return { '@type': 'DirectionalSelector', selectors: [selector(source), selector(target)] };
}
