import type { FlatDocument } from '../spans/flatten.ts';
import type { NameWriter } from '../spans/written-names.ts';

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
  documents: readonly FlatDocument[],
  order: readonly string[],
  names: NameWriter,
): ReadonlyMap<string, Layer> {
  const used = new Map<
    string,
    { features: Set<string>; lists: Set<string>; group: boolean; note: boolean }
  >();
  for (const { spans } of documents) {
    for (const { annotation, layer, attributes, fragments, note } of spans) {
      const key = annotation === null ? SUB_SPANS : `layer ${layer}`;
      const use = used.get(key) ?? {
        features: new Set<string>(),
        lists: new Set<string>(),
        group: false,
        note: false,
      };
      used.set(key, use);
      use.group ||= fragments.length > 1;
      use.note ||= note !== '';
      for (const { kind, name, isCertainty, values } of attributes) {
        const feature = isCertainty ? 'certainty' : names.write(kind, name, legalFeature);
        use.features.add(feature);
        if (values.length > 1) use.lists.add(feature);
      }
    }
  }
  const layers = new Map<string, Layer>();
  for (const key of [...order.map((layer) => `layer ${layer}`), SUB_SPANS]) {
    const use = used.get(key);
    if (use === undefined) continue;
    const type =
      key === SUB_SPANS
        ? typeOf('cue', 'sub-span', names)
        : typeOf(key.slice('layer '.length), 'layer', names);
    for (const feature of use.lists) names.write('list', `${type}.${feature}`, (name) => name);
    const group = use.group ? ['group'] : [];
    const note = use.note ? ['note'] : [];
    const features = ['value', ...group, ...[...use.features].toSorted(), ...note];
    layers.set(key, { type, features, lists: use.lists });
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
