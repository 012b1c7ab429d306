import type { AttributeValue, LinkTarget } from '#model/annotation.ts';
import { findNamed, foldName } from '#model/fold-name.ts';
import { idOfTag } from '#model/free-names.ts';
import type { LayerId } from '#model/ids.ts';
import type { Scheme } from '#model/scheme.ts';
import type { WishedAttribute } from '#model/scheme-wishes.ts';
import { withChoices } from './add-choices.ts';
import { grow, namesIn } from './add-names.ts';
import { namesOfIds } from './names-of-ids.ts';

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
      readonly what: 'choice';
      /** Of the attribute. */
      readonly name: string;
      readonly layer: LayerId;
      /** What it would have to offer. */
      readonly values: readonly string[];
    }
  | {
      readonly what: 'relation';
      readonly name: string;
      readonly source: LayerId;
      readonly target: LayerId;
    };

/** Lacks that one attribute or relation type, or more choices of an attribute, would end. */
export interface LackingPart {
  readonly what: Lack['what'];
  readonly name: string;
  /** Of an attribute or its choices. */
  readonly layer: LayerId | null;
  readonly count: number;
  /** Of a relation. */
  readonly sourceLayers: ReadonlySet<LayerId>;
  /** Of a relation, or of the links of an attribute. */
  readonly targetLayers: ReadonlySet<LayerId>;
  /** What the attribute links to besides spans. */
  readonly targetKinds: ReadonlySet<LinkTarget['kind']>;
  /** Different values of the attribute, or the choices that it lacks, by how they are compared; not all where there are very many. */
  readonly values: ReadonlyMap<string, string>;
  readonly hasLinks: boolean;
  /** Whether a span has several values. */
  readonly hasLists: boolean;
}

/** More than this is no list to choose from. */
const MOST_CHOICES = 500;

/**
 * Counts lacks, by the attribute or relation type that would help; of each it keeps what that has to be like. With `ours`,
 * names and values are ids, which differ where they are not the same.
 */
export function createLackCounter(ours = false) {
  const folded = ours ? (name: string) => name : foldName;
  const parts = new Map<string, ReturnType<typeof emptyPart>>();
  const addValues = ({ values }: ReturnType<typeof emptyPart>, more: readonly string[]): void => {
    for (const value of more) if (values.size < MOST_CHOICES) values.set(folded(value), value);
  };
  return {
    add(lack: Lack): void {
      const layer = lack.what === 'relation' ? null : lack.layer;
      const key = JSON.stringify([lack.what, layer, folded(lack.name)]);
      const part = parts.get(key) ?? emptyPart(lack.what, lack.name, layer);
      parts.set(key, part);
      part.count += 1;
      if (lack.what === 'relation') {
        part.sourceLayers.add(lack.source);
        part.targetLayers.add(lack.target);
        return;
      }
      if (lack.what === 'choice') {
        addValues(part, lack.values);
        return;
      }
      for (const target of lack.targetLayers) part.targetLayers.add(target);
      if (lack.value.is === 'links') {
        part.hasLinks = true;
        for (const { kind } of lack.value.links) part.targetKinds.add(kind);
      } else if (lack.value.is === 'values') {
        if (lack.value.values.length > 1) part.hasLists = true;
        addValues(part, lack.value.values);
      }
    },
    /** Most frequent first. */
    parts: (): LackingPart[] =>
      [...parts.values()].sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1)),
  };
}

function emptyPart(what: Lack['what'], name: string, layer: LayerId | null) {
  return {
    what,
    name,
    layer,
    count: 0,
    sourceLayers: new Set<LayerId>(),
    targetLayers: new Set<LayerId>(),
    targetKinds: new Set<LinkTarget['kind']>(),
    values: new Map<string, string>(),
    hasLinks: false,
    hasLists: false,
  };
}

/**
 * Adds to a scheme the attributes, their choices and the relation types that are lacking; a relation type that there is gets more layers. With
 * `ours`, names and values are ids.
 */
export function addParts(scheme: Scheme, parts: readonly LackingPart[], ours = false): Scheme {
  const named = parts.filter(({ name }) => name.trim() !== '');
  const relations = named.filter(({ what }) => what === 'relation');
  const choices = named.filter(({ what }) => what === 'choice');
  const extended = choices.reduce((grown, part) => withChoices(grown, part, ours), scheme);
  const widened = relations.reduce(withEnds, extended);
  const isNew = ({ name }: LackingPart): boolean => findNamed(scheme.relationTypes, name) === null;
  const newRelations = relations.filter(isNew);
  const relationWish = wishing(namesIn(newRelations), namesIn(scheme.relationTypes), ours);
  const attributes = named.filter(({ what }) => what === 'attribute');
  const inLayer = Map.groupBy(attributes, ({ layer }) => layer);
  const attributeWishes = new Map(
    scheme.layers.map((layer) => [
      layer.id,
      wishing(namesIn(inLayer.get(layer.id) ?? []), namesIn(layer.attributes), ours),
    ]),
  );
  return grow(widened, {
    attributes: attributes.flatMap((part) => {
      const wish = part.layer === null ? undefined : attributeWishes.get(part.layer);
      return part.layer === null || wish === undefined
        ? []
        : [{ layer: part.layer, ...wish(part.name), ...shapeOf(part, ours) }];
    }),
    relationTypes: newRelations.map(({ name, sourceLayers, targetLayers }) => ({
      ...relationWish(name),
      sourceLayers: [...sourceLayers],
      targetLayers: [...targetLayers],
    })),
  }).scheme;
}

/** A relation type that there is, with the layers that it is to lead from and to as well. */
function withEnds(scheme: Scheme, { name, sourceLayers, targetLayers }: LackingPart): Scheme {
  const known = findNamed(scheme.relationTypes, name);
  if (known === null) return scheme;
  const wider = {
    ...known,
    sourceLayers: [...new Set([...known.sourceLayers, ...sourceLayers])],
    targetLayers: [...new Set([...known.targetLayers, ...targetLayers])],
  };
  return { ...scheme, relationTypes: scheme.relationTypes.map((type) => (type === known ? wider : type)) };
}

/** How names are wished for: as they are, or, with `ours`, as the ids that they are with people's names for them. */
function wishing(names: readonly string[], taken: readonly string[], ours: boolean) {
  if (!ours) return (name: string): { name: string; id?: string } => ({ name, ...idOfTag(name) });
  const nameOf = namesOfIds(names, taken);
  return (id: string): { name: string; id?: string } => ({ id, name: nameOf(id) });
}

/** The narrowest type of attribute that takes all values that were seen. */
function shapeOf(
  { layer, hasLinks, hasLists, targetLayers, targetKinds, values }: LackingPart,
  ours: boolean,
): Omit<WishedAttribute, 'layer' | 'name'> {
  if (hasLinks) {
    const kinds = [...targetKinds].flatMap((kind) => (kind === 'annotation' ? [] : [kind]));
    // Where all spans that it links to were deleted, nobody knows their layers.
    const own = layer !== null && targetLayers.size === 0 && targetKinds.has('annotation') ? [layer] : [];
    const layers = [...targetLayers, ...own];
    // Something to link to there must be; a text is what every link can be written as.
    const isEmpty = layers.length + kinds.length === 0;
    return { type: 'links', targetLayers: layers, targetKinds: isEmpty ? ['text'] : kinds };
  }
  const said = [...values.values()].filter((value) => value.trim() !== '');
  if (hasLists && said.length > 0) return { type: 'choices', choices: said.map(wishing(said, [], ours)) };
  const flag = ours ? /^(?:yes|no)$/ : /^(?:yes|no|true|false)$/i;
  const isFlag = said.length > 0 && said.every((value) => flag.test(value));
  return { type: isFlag ? 'flag' : 'text' };
}
