import type { AttributeValue } from '#model/annotation.ts';
import type { LayerId } from '#model/ids.ts';
import type { Attribute, Layer, Scheme } from '#model/scheme.ts';
import { newAttribute, newRelationType } from '#model/scheme-parts.ts';
import { findNamed, foldName } from './fold-name.ts';

/** What a span or relation has and the scheme has no place for. */
export type Lack =
  | {
      readonly what: 'attribute';
      readonly name: string;
      readonly layer: LayerId;
      readonly value: AttributeValue;
      /** Layers of the spans that the value links to. */
      readonly targetLayers: readonly LayerId[];
    }
  | {
      readonly what: 'relation';
      readonly name: string;
      readonly source: LayerId;
      readonly target: LayerId;
    };

/** Lacks of one kind. */
export interface LackingPart {
  readonly what: Lack['what'];
  readonly name: string;
  /** Of an attribute. */
  readonly layer: LayerId | null;
  readonly count: number;
  readonly lacks: readonly Lack[];
}

/** Lacks with the attribute or relation type that would help, most frequent first. */
export function groupLacks(lacks: Iterable<Lack>): LackingPart[] {
  const parts = new Map<string, { what: Lack['what']; name: string; layer: LayerId | null; lacks: Lack[] }>();
  for (const lack of lacks) {
    const layer = lack.what === 'attribute' ? lack.layer : null;
    const key = JSON.stringify([lack.what, layer, foldName(lack.name)]);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, { what: lack.what, name: lack.name, layer, lacks: [lack] });
    else part.lacks.push(lack);
  }
  return [...parts.values()]
    .map((part) => ({ ...part, count: part.lacks.length }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** Adds to a scheme the attributes and relation types that are lacking; a relation type that there is gets more layers. */
export function addParts(scheme: Scheme, parts: readonly LackingPart[]): Scheme {
  let grown = scheme;
  for (const part of parts) {
    if (part.what === 'relation') {
      grown = withRelation(grown, part);
      continue;
    }
    const layers = grown.layers.map((layer) =>
      layer.id === part.layer ? withAttribute(layer, part) : layer,
    );
    grown = { ...grown, layers };
  }
  return grown;
}

function withRelation(scheme: Scheme, { name, lacks }: LackingPart): Scheme {
  const relations = lacks.flatMap((lack) => (lack.what === 'relation' ? [lack] : []));
  const known = findNamed(scheme.relationTypes, name);
  const sourceLayers = unique([...(known?.sourceLayers ?? []), ...relations.map(({ source }) => source)]);
  const targetLayers = unique([...(known?.targetLayers ?? []), ...relations.map(({ target }) => target)]);
  const type =
    known === null
      ? newRelationType(scheme, name, { sourceLayers, targetLayers })
      : { ...known, sourceLayers, targetLayers };
  const others = scheme.relationTypes.filter(({ id }) => id !== type.id);
  return {
    ...scheme,
    relationTypes:
      known === null ? [...others, type] : scheme.relationTypes.map((one) => (one === known ? type : one)),
  };
}

function withAttribute(layer: Layer, { name, lacks }: LackingPart): Layer {
  const shape = shapeOf(lacks.flatMap((lack) => (lack.what === 'attribute' ? [lack] : [])));
  return { ...layer, attributes: [...layer.attributes, newAttribute(layer, name, shape)] };
}

type Shape = Parameters<typeof newAttribute>[2];

/** More than this is no list to choose from. */
const MOST_CHOICES = 500;

/** The narrowest type of attribute that takes all these values. */
function shapeOf(lacks: readonly (Lack & { readonly what: 'attribute' })[]): Shape {
  const links = lacks.flatMap(({ value }) => (value.is === 'links' ? value.links : []));
  if (links.length > 0) {
    const kinds = links.flatMap(({ kind }): NonNullable<Attribute['targetKinds']>[number][] =>
      kind === 'annotation' ? [] : [kind],
    );
    const targetLayers = unique(lacks.flatMap((lack) => lack.targetLayers));
    // Something to link to there must be; a text is what every link can be written as.
    const targetKinds = targetLayers.length + kinds.length === 0 ? (['text'] as const) : unique(kinds);
    return { type: 'links', targetLayers, targetKinds };
  }
  const lists = lacks.flatMap(({ value }) => (value.is === 'values' ? [value.values] : []));
  const values = unique(lists.flat());
  if (lists.some((list) => list.length > 1)) {
    const byName = new Map(values.map((value) => [foldName(value), value]));
    return { type: 'choices', choices: [...byName.values()].slice(0, MOST_CHOICES) };
  }
  const isFlag = values.length > 0 && values.every((value) => /^(?:yes|no|true|false)$/i.test(value));
  return { type: isFlag ? 'flag' : 'text' };
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
