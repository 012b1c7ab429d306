import type { Fragment } from '#model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import { hullOf, quoteOf } from '#model/fragment.ts';
import { readAttributes } from './attribute-json.ts';
import type { Ground } from './fragment-json.ts';
import { readFragments, readRange, textMatches } from './fragment-json.ts';
import { readAnnotator } from './parse-relation.ts';
import type { Field, JsonObject, Report } from './reader.ts';
import {
  fieldOf,
  isAbsent,
  readChoice,
  readInstant,
  readInteger,
  readList,
  readName,
  readObject,
  readString,
  reportUnknownKeys,
} from './reader.ts';
import type { JsonlAnnotation } from './record.ts';

const KEYS = [
  'id',
  'layer',
  'label',
  'start',
  'end',
  'fragments',
  'quote',
  'attributes',
  'annotator',
  'origin',
  'certainty',
  'note',
  'schemeVersion',
  'createdAt',
  'updatedAt',
];

export interface ReadAnnotations {
  readonly annotations: readonly JsonlAnnotation[];
  /** Also those of annotations that could not be read, so that links to them are not reported as well. */
  readonly ids: ReadonlySet<string>;
}

/** The annotations of a line. One that cannot be read is left out, with a problem. */
export function readAnnotations(field: Field, ground: Ground, report: Report): ReadAnnotations {
  const annotations: JsonlAnnotation[] = [];
  const keyOfId = new Map<string, string>();
  const linked: { readonly id: string; readonly key: string }[] = [];
  for (const item of readList(field, report) ?? []) {
    const object = readObject(item, report);
    if (object === null) continue;
    const { value: id } = fieldOf(object, 'id', item.key);
    if (typeof id === 'string') {
      const other = keyOfId.get(id);
      if (other !== undefined) report.problem(`${item.key}.id`, `is "${id}", as in ${other}`);
      keyOfId.set(id, item.key);
    }
    const annotation = readAnnotation(object, item.key, ground, report);
    if (annotation === null) continue;
    annotations.push(annotation);
    linked.push(...linksOf(annotation, item.key));
  }
  for (const { id, key } of linked) {
    // Not a problem: a project keeps links to spans that were deleted, and so does its export.
    if (!keyOfId.has(id)) report.notice(key, `links to "${id}", and no annotation of this line has that id`);
  }
  return { annotations, ids: new Set(keyOfId.keys()) };
}

function readAnnotation(
  object: JsonObject,
  parent: string,
  ground: Ground,
  report: Report,
): JsonlAnnotation | null {
  const field = (name: string): Field => fieldOf(object, name, parent);
  reportUnknownKeys(object, KEYS, parent, report);
  const layer = readName(field('layer'), report);
  const fragments = readPlace(field, ground, report);
  const quote = readString(field('quote'), report);
  if (fragments !== null && quote !== null) {
    textMatches(quote, fragments, `${parent}.quote`, ground, report);
  }
  const rest = {
    id: readString(field('id'), report, 200),
    label: isAbsent(field('label')) ? null : readName(field('label'), report),
    attributes: readAttributes(field('attributes'), report, (inner) => readFragments(inner, ground, report)),
    annotator: readAnnotator(field('annotator'), report),
    origin: readChoice(field('origin'), ORIGINS, report),
    certainty: readChoice(field('certainty'), CERTAINTIES, report),
    note: readString(field('note'), report, 20_000) ?? '',
    schemeVersion: readInteger(field('schemeVersion'), report),
    createdAt: readInstant(field('createdAt'), report),
    updatedAt: readInstant(field('updatedAt'), report),
  };
  if (layer === null || fragments === null) return null;
  return { ...rest, layer, fragments, quote: quoteOf(ground.groundText.text, fragments) };
}

/** Where it stands: `fragments`, or `start` and `end` alone; with both, these must be the hull. */
function readPlace(
  field: (name: string) => Field,
  ground: Ground,
  report: Report,
): readonly Fragment[] | null {
  const given = field('fragments');
  const start = field('start');
  const end = field('end');
  if (isAbsent(given)) {
    const range = readRange(start, end, ground, report);
    return range === null ? null : [range];
  }
  const fragments = readFragments(given, ground, report);
  if (fragments === null || (isAbsent(start) && isAbsent(end))) return fragments;
  const range = readRange(start, end, ground, report);
  if (range === null) return null;
  const hull = hullOf(fragments);
  if (range.start !== hull.start || range.end !== hull.end) {
    report.problem(start.key, 'and end are not the first start and the last end of the fragments');
    return null;
  }
  return fragments;
}

function linksOf(annotation: JsonlAnnotation, parent: string): { id: string; key: string }[] {
  return Object.entries(annotation.attributes).flatMap(([name, value]) =>
    value?.is !== 'links'
      ? []
      : value.links.flatMap((link, index) =>
          link.kind === 'annotation' ? [{ id: link.id, key: `${parent}.attributes.${name}[${index}]` }] : [],
        ),
  );
}
