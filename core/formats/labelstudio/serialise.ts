import { OffsetIndex } from '#model/offset.ts';
import type { ExchangeAnnotation, ExchangeDocument, Loss, OpenWriter } from '../exchange.ts';
import type { FlatDocument, FlatRelation, FlatSpan } from '../json-spans/flatten.ts';
import { flatten } from '../json-spans/flatten.ts';
import type { SpanNames } from '../json-spans/span-names.ts';
import { distinctNames } from '../json-spans/span-names.ts';
import { collected } from '../writing/collect.ts';
import { openJsonList } from '../writing/json-list.ts';
import { writtenFlat } from '../writing/written-counts.ts';
import { xmlSafe } from '../xml/safe.ts';
import { configXml } from './config.ts';
import type { Controls, FlatTask } from './controls.ts';
import { CERTAINTY, controlled, createControls, labelOf, NOTE, TEXT_TAG } from './controls.ts';

/**
 * `tasks.json` and `config.xml` (formats.md 2). Offsets are code points, as the `Text` tag counts. Each layer is a
 * `Labels` control, each attribute a control for each region; what belongs to one region shares its id. A document of
 * one annotator is an annotation without an author, so that no unknown one rejects the import; of several, each is a
 * prediction with the annotator as `model_version`. Gold is one annotation, marked as the ground truth, whoever
 * decided. Fragments are regions joined by `part-of-span`.
 */
export const openLabelstudio: OpenWriter = (survey, options, sink) => {
  const names = distinctNames(options.layers);
  // So that the manifest says which attributes hold links, also those that link to names alone.
  for (const type of survey.linkAttributes) names.type({ kind: 'link', type });
  const controls = createControls(survey, options.layers, names);
  sink.write('config.xml', '');
  const tasks = openJsonList(sink, 'tasks.json');
  const isGold = options.gold === true;
  let count = 0;
  return {
    add(document) {
      const all = flatten(document, options.layers);
      const flat = isGold ? all : withinAnnotators(document, all);
      flat.losses.forEach(sink.lose);
      controls.note(flat);
      tasks.add([taskJson({ document, flat }, count, { controls, names, isGold })]);
      count += 1;
      renamed(document, flat, controls).forEach(sink.lose);
      return writtenFlat(flat);
    },
    end() {
      tasks.end();
      sink.write('tasks.json', '\n');
      sink.write('config.xml', configXml(controls));
      names.losses().forEach(sink.lose);
      return { ...names.names(), ...controls.names };
    },
  };
};

export const serialiseLabelstudio = collected(openLabelstudio);

const nameOf = ({ annotator }: Pick<ExchangeAnnotation, 'annotator'>): string | null =>
  annotator?.name ?? annotator?.id ?? null;

/** Relations hold within one result list, which is that of one annotator. */
function withinAnnotators(document: ExchangeDocument, flat: FlatDocument): FlatDocument {
  const annotatorOf = annotatorsOfSpans(flat);
  const losses = [...flat.losses];
  const relations = flat.relations.filter((relation) => {
    if (annotatorOf.get(relation.source) === annotatorOf.get(relation.target)) return true;
    losses.push({
      documentId: document.id,
      annotationId: relation.source.annotationId,
      what: 'relation-dropped',
      why: 'Label Studio holds no relations between spans of two annotators.',
    });
    return false;
  });
  return { ...flat, relations, losses };
}

/** Fragments and cues come after the span that they belong to. */
function annotatorsOfSpans({ spans }: FlatDocument): ReadonlyMap<FlatSpan, string | null> {
  const annotators = new Map<FlatSpan, string | null>();
  let current: string | null = null;
  for (const span of spans) {
    if (span.holder !== null) current = nameOf(span.holder);
    annotators.set(span, current);
  }
  return annotators;
}

interface TaskChoices {
  readonly controls: Controls;
  readonly names: SpanNames;
  readonly isGold: boolean;
}

function taskJson({ document, flat }: FlatTask, index: number, { controls, names, isGold }: TaskChoices) {
  const prefix = `${document.id ?? `task-${index + 1}`}_`;
  const annotatorOf = annotatorsOfSpans(flat);
  const annotators = [...new Set(annotatorOf.values())];
  // Of gold that several decided, each region says who.
  const decidedBy = (span: FlatSpan): string | null =>
    isGold && annotators.length > 1 ? (annotatorOf.get(span) ?? null) : null;
  const resultsOf = (isIn: (span: FlatSpan) => boolean) =>
    resultOf({ document, flat }, prefix, { controls, names, decidedBy }, isIn);
  const results = isGold
    ? [{ annotator: null, result: resultsOf(() => true) }]
    : annotators.map((annotator) => ({
        annotator,
        result: resultsOf((span) => annotatorOf.get(span) === annotator),
      }));
  const only = annotators.length === 1 ? annotators[0] : undefined;
  const isOwn = (annotator: string | null) => annotators.length < 2 || annotator === null;
  return {
    data: {
      text: document.text,
      ...(document.id === null ? {} : { doc_id: document.id }),
      ...(document.title === null ? {} : { title: document.title }),
      ...(only === null || only === undefined ? {} : { annotator: only }),
    },
    annotations: results
      .filter(({ annotator }) => isOwn(annotator))
      .map(({ result }) => ({ was_cancelled: false, ground_truth: isGold, result })),
    predictions: results
      .filter(({ annotator }) => !isOwn(annotator))
      .map(({ annotator, result }) => ({ model_version: annotator, result })),
  };
}

function resultOf(
  { document, flat }: FlatTask,
  prefix: string,
  {
    controls,
    names,
    decidedBy: decidedByOf,
  }: Pick<TaskChoices, 'controls' | 'names'> & { readonly decidedBy: (span: FlatSpan) => string | null },
  isIn: (span: FlatSpan) => boolean,
): object[] {
  const offsets = new OffsetIndex(document.text);
  const regions = flat.spans.filter(isIn).flatMap((span) => {
    const place = { start: offsets.toCodePoint(span.start), end: offsets.toCodePoint(span.end) };
    const text = document.text.slice(span.start, span.end);
    const decidedBy = decidedByOf(span);
    const part = (name: string, type: string, value: object) => ({
      id: prefix + span.key,
      from_name: name,
      to_name: TEXT_TAG,
      type,
      origin: 'manual',
      ...(decidedBy === null ? {} : { meta: { annotator: decidedBy } }),
      value: { ...place, text, ...value },
    });
    const { holder } = span;
    return [
      part(controls.layers.get(span.layer)?.name ?? span.layer, 'labels', {
        labels: [labelOf(span, names)],
      }),
      ...(holder?.certainty ? [part(CERTAINTY, 'choices', { choices: [holder.certainty] })] : []),
      ...controlled(span, flat.attributes.get(span) ?? [], controls).map(({ control, values }) =>
        // The text of a text area stands where others have the text of the region.
        part(control.name, control.kind, control.kind === 'choices' ? { choices: values } : { text: values }),
      ),
      ...(holder !== null && holder.note !== '' ? [part(NOTE, 'textarea', { text: [holder.note] })] : []),
    ];
  });
  return [
    ...regions,
    ...flat.relations
      .filter(({ source }) => isIn(source))
      .map((relation) => relationJson(relation, prefix, names)),
  ];
}

function relationJson(relation: FlatRelation, prefix: string, names: SpanNames) {
  return {
    from_id: prefix + relation.source.key,
    to_id: prefix + relation.target.key,
    type: 'relation',
    direction: 'right',
    labels: [xmlSafe(names.type(relation))],
  };
}

function renamed(document: ExchangeDocument, flat: FlatDocument, controls: Controls): Loss[] {
  return flat.spans.flatMap(({ holder, layer, label }): Loss[] => {
    if (holder === null) return [];
    const change = (why: string): Loss => ({
      documentId: document.id,
      annotationId: holder.id,
      what: 'name-changed',
      why,
    });
    const isRenamed = controls.renamedLayers.has(layer);
    const isCleaned = label !== null && xmlSafe(label) !== label;
    return [
      ...(isRenamed ? [change('The name of the layer is one that the configuration cannot have.')] : []),
      ...(isCleaned ? [change('The label has control characters, which became spaces.')] : []),
    ];
  });
}
