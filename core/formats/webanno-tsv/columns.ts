import type { NameWriter } from '../spans/written-names.ts';
import type { Survey } from '../writing/survey.ts';

/** Names of features that mean something here, or to UIMA. */
export const RESERVED_FEATURES = ['value', 'group', 'certainty', 'note', 'label', 'begin', 'end', 'sofa'];
export const TYPE_PREFIX = 'webanno.custom.';
export const RELATION_TYPE = 'Relation';

/** A layer as a header declares it. */
export interface Layer {
  /** Without the prefix. */
  readonly type: string;
  readonly features: readonly string[];
  /** Features of which one annotation has several values: each of them is a list. */
  readonly lists: ReadonlySet<string>;
}

/** Java identifiers (formats.md 0.3). */
export function legalFeature(name: string): string {
  const legal = name.replace(/[^A-Za-z0-9_]/gu, '_');
  return /^[A-Za-z]/.test(legal) ? legal : `x${legal}`;
}

function legalType(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9]+(.?)/gu, (_, next: string) => next.toUpperCase());
  return /^[A-Za-z]/.test(camel) ? camel : `X${camel}`;
}

export function typeOf(layer: string, kind: 'layer' | 'sub-span', names: NameWriter): string {
  return names.write(kind, layer, legalType, layer.charAt(0).toUpperCase() + layer.slice(1));
}

/**
 * The layers that occur, in the order given and sub-spans last, with the features that any of their spans has: the
 * same for all documents of an export, so that one type system serves them.
 */
export function layersOf(
  survey: Survey,
  order: readonly string[],
  names: NameWriter,
): ReadonlyMap<string, Layer> {
  const features = new Map<string, { readonly all: Set<string>; readonly lists: Set<string> }>();
  for (const { layer, name, is, most } of survey.attributes) {
    if (most === 0) continue;
    const isLink = is === 'links' || (is === 'none' && survey.linkAttributes.has(name));
    const feature = names.write(isLink ? 'link' : 'attribute', name, legalFeature);
    const ofLayer = features.get(layer) ?? { all: new Set(), lists: new Set() };
    features.set(layer, ofLayer);
    ofLayer.all.add(feature);
    if (most > 1) ofLayer.lists.add(feature);
  }
  const layers = new Map<string, Layer>();
  for (const id of order) {
    const use = survey.layers.get(id);
    if (use === undefined) continue;
    const own = features.get(id) ?? { all: new Set<string>(), lists: new Set<string>() };
    if (use.certainty) own.all.add('certainty');
    const type = typeOf(id, 'layer', names);
    for (const feature of own.lists) names.write('list', `${type}.${feature}`, (name) => name);
    layers.set(`layer ${id}`, {
      type,
      features: [
        'value',
        ...(use.gaps ? ['group'] : []),
        ...[...own.all].toSorted(),
        ...(use.notes ? ['note'] : []),
      ],
      lists: own.lists,
    });
  }
  if (survey.stretches !== null) {
    const type = typeOf('cue', 'sub-span', names);
    const group = survey.stretches.gaps ? ['group'] : [];
    layers.set(SUB_SPANS, { type, features: ['value', ...group], lists: new Set() });
  }
  return layers;
}

/** Key of the layer of sub-spans; those of scheme layers are `layer ID`. */
export const SUB_SPANS = 'sub-spans';

/** Several values in one feature (formats.md 4): parted by `;`, which is escaped in each. */
export function joinList(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\;]/g, '\\$&')).join(';');
}

export function splitList(list: string): string[] {
  const values: string[] = [''];
  for (let at = 0; at < list.length; at += 1) {
    const character = list.charAt(at);
    if (character === ';') values.push('');
    else if (character === '\\') {
      at += 1;
      values[values.length - 1] += list.charAt(at);
    } else values[values.length - 1] += character;
  }
  return values;
}
