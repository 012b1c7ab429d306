import type { Fragment } from '#model/annotation.ts';
import type { WrittenCounts } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { documentDetails } from '../shared/document-details.ts';
import type { ExportedAnnotation, ExportedDocument, ExportedRelation } from '../shared/exported.ts';
import { tokenSentences } from '../tokens/sentences.ts';
import { writtenDocument } from '../writing/written-counts.ts';
import type { Cas, CasStructure, CasType, CasValue } from './cas.ts';
import {
  DOCUMENT_METADATA,
  INITIAL_VIEW,
  OWN,
  OWN_DOCUMENT,
  OWN_NAME,
  RELATION,
  SENTENCE,
  STRING_ARRAY,
  TOKEN,
  text,
} from './cas.ts';
import { kindsToText, writtenValue } from './kinds.ts';
import type { CasNames } from './names.ts';

/** What is written alike into every CAS of an export. */
export interface CasPlan {
  readonly names: CasNames;
  readonly types: readonly CasType[];
}

const SOFA = '1';

/**
 * One document with the annotations of one annotator as a CAS (formats.md section 5): sentences and tokens, which
 * INCEpTION needs; a structure for each fragment, those of one annotation with the same `group`; relations with the
 * place of their target. Everything given must be in it: see `split-by-annotator.ts`.
 */
export function toCas(
  { document, id, annotations, relations }: ExportedDocument,
  plan: CasPlan,
): { readonly cas: Cas; readonly written: WrittenCounts } {
  const structures: CasStructure[] = [];
  const add = (type: string, place: Fragment | null, features: Iterable<[string, CasValue]>): string => {
    const structure: CasStructure = {
      id: String(structures.length + 2),
      type,
      sofa: place === null ? null : SOFA,
      begin: place?.start ?? null,
      end: place?.end ?? null,
      features: new Map(features),
      line: null,
    };
    structures.push(structure);
    return structure.id;
  };
  const whole = { start: 0, end: document.text.length } as Fragment;
  add(
    DOCUMENT_METADATA,
    whole,
    texts({ language: document.language, documentTitle: document.title, documentId: id }),
  );
  const details = documentDetails(document);
  if (details !== '') add(OWN_DOCUMENT, null, texts({ details }));
  for (const { original, written } of plan.names.changed) add(OWN_NAME, null, texts({ original, written }));
  const sentences = tokenSentences(document);
  for (const { start, end } of sentences) add(SENTENCE, { start, end } as Fragment, []);
  for (const { tokens } of sentences) for (const token of tokens) add(TOKEN, token, []);

  const addSpan = (
    type: string,
    fragments: readonly Fragment[],
    group: string,
    features: Features,
  ): Placed => {
    const shared = fragments.length > 1 ? [...features, ...texts({ group })] : features;
    const ids = fragments.map((fragment) => add(type, fragment, shared));
    return { id: ids[0] ?? '', place: fragments[0] ?? whole };
  };
  const placed = new Map<string, Placed>();
  for (const annotation of annotations) {
    const type = plan.names.typeOf(annotation.layer);
    placed.set(
      annotation.id,
      addSpan(type, annotation.fragments, annotation.id, featuresOf(annotation, plan)),
    );
  }
  const addRelation = (source: Placed, target: Placed, features: Features): void => {
    const ends: Features = [
      ['Governor', { is: 'refs', ids: [source.id] }],
      ['Dependent', { is: 'refs', ids: [target.id] }],
    ];
    add(RELATION, target.place, [...ends, ...features]);
  };
  let links = 0;
  let linkedWords = 0;
  for (const annotation of annotations) {
    const source = placed.get(annotation.id);
    for (const [name, value] of Object.entries(annotation.attributes)) {
      if (value?.is !== 'links' || source === undefined) continue;
      for (const [index, link] of value.links.entries()) {
        const stretch =
          link.kind === 'fragments'
            ? addSpan(
                plan.names.stretchType,
                link.fragments,
                `${annotation.id}.${name}.${index}`,
                texts({ value: name, [OWN.stretch]: 'yes' }),
              )
            : undefined;
        const target = link.kind === 'annotation' ? placed.get(link.id) : stretch;
        if (target === undefined) continue;
        addRelation(source, target, texts({ label: name, [OWN.link]: String(index) }));
        links += 1;
        if (stretch !== undefined) linkedWords += 1;
      }
    }
  }
  let related = 0;
  for (const relation of relations) {
    const source = placed.get(relation.source);
    const target = placed.get(relation.target);
    if (source === undefined || target === undefined) continue;
    addRelation(source, target, [...texts({ label: relation.type }), ...ownOf(relation)]);
    related += 1;
  }
  const cas = {
    types: plan.types,
    sofas: [{ id: SOFA, name: INITIAL_VIEW, text: document.text }],
    structures,
    views: [{ sofa: SOFA, members: structures.map((structure) => structure.id) }],
  };
  return {
    cas,
    written: writtenDocument({ annotations: placed.size, relations: related, links, linkedWords }),
  };
}

type Features = [string, CasValue][];

/** The first structure of an annotation, which stands for it where something refers to it. */
interface Placed {
  readonly id: string;
  readonly place: Fragment;
}

function featuresOf(annotation: ExportedAnnotation, { names, types }: CasPlan): Features {
  const features: Features = texts({
    value: annotation.label,
    certainty: annotation.certainty,
    note: annotation.note === '' ? null : annotation.note,
  });
  const kinds = new Map<string, readonly string[]>();
  const type = names.typeOf(annotation.layer);
  for (const [name, value] of Object.entries(annotation.attributes)) {
    if (value === undefined) continue;
    const feature = names.featureOf(annotation.layer, name);
    const written = writtenValue(value);
    if (written.kinds !== null) kinds.set(feature, written.kinds);
    if (written.texts.length === 0) continue;
    features.push([
      feature,
      isArray(types, type, feature) ? { is: 'texts', texts: written.texts } : text(written.texts[0] ?? ''),
    ]);
  }
  const kindsText = kinds.size === 0 ? null : kindsToText(kinds);
  return [...features, ...texts({ [OWN.kinds]: kindsText }), ...ownOf(annotation)];
}

function ownOf(item: ExportedAnnotation | ExportedRelation): Features {
  const annotator: AnnotatorRef | null = item.annotator;
  const ofAnnotation = 'origin' in item ? item : null;
  return texts({
    [OWN.id]: item.id,
    [OWN.annotatorId]: annotator?.id ?? null,
    [OWN.annotator]: annotator?.name ?? null,
    [OWN.origin]: ofAnnotation?.origin ?? null,
    [OWN.schemeVersion]: ofAnnotation?.schemeVersion?.toString() ?? null,
    [OWN.createdAt]: item.createdAt,
    [OWN.updatedAt]: ofAnnotation?.updatedAt ?? null,
  });
}

/** Features for what is not null: UIMA tells an empty string from a missing one. */
function texts(values: Readonly<Record<string, string | null>>): Features {
  return Object.entries(values).flatMap(
    ([name, value]): Features => (value === null ? [] : [[name, text(value)]]),
  );
}

/** Whether a feature of a type takes several strings. */
function isArray(types: readonly CasType[], type: string, feature: string): boolean {
  const found = types.find(({ name }) => name === type)?.features.find(({ name }) => name === feature);
  return found?.range === STRING_ARRAY;
}
