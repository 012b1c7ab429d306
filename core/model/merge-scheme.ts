import { createIds, createKeys } from './free-names.ts';
import type { LayerId, RelationTypeId } from './ids.ts';
import { NamedThings } from './named-things.ts';
import type { Attribute, Choice, Label, Layer, RelationType, Scheme } from './scheme.ts';
import { addToScheme } from './scheme-additions.ts';
import type { WishedAttribute, WishedLabel, WishedLayer, WishedRelationType } from './scheme-wishes.ts';

export const SCHEME_ITEM_KINDS = [
  'layer',
  'label',
  'attribute',
  /** A choice of an attribute that is there. */
  'choice',
  /** A layer, or something else, that an attribute or a relation type may lead to or from. */
  'end',
  'relation-type',
  /** The description of something that had none. */
  'description',
] as const;

/** Something of a scheme, by its names. */
export interface SchemeItem {
  readonly kind: (typeof SCHEME_ITEM_KINDS)[number];
  /** The layer, attribute or relation type that it is in; `null` for layers and relation types. */
  readonly place: string | null;
  readonly name: string;
}

export interface SchemeClash extends SchemeItem {
  /** Goes on from the name: what differs, and what becomes of it. */
  readonly why: string;
}

export interface SchemeMerge {
  /** The same object where nothing is added; otherwise one version later. */
  readonly scheme: Scheme;
  readonly added: readonly SchemeItem[];
  /** What was there. */
  readonly existing: readonly SchemeItem[];
  /** What differs and stays as it is here. */
  readonly clashes: readonly SchemeClash[];
}

/**
 * A scheme with what another one has and it has not. Things are the same that have one id, or else names that look alike
 * (see `addToScheme`). Whatever is there keeps its name, key, colour, type and choices, and nothing is removed: choices,
 * ends and descriptions that are missing are added to it. Archived things of the other scheme are not taken over.
 * `unlabelled` counts the spans without a label of each layer: such a layer gets no labels, as its spans would need one.
 */
export function mergeSchemes(
  scheme: Scheme,
  other: Scheme,
  unlabelled: ReadonlyMap<LayerId, number>,
): SchemeMerge {
  const merge = new Merge(scheme, unlabelled);
  for (const layer of other.layers) merge.layer(layer);
  for (const layer of other.layers) merge.partsOf(layer);
  for (const type of other.relationTypes) merge.relationType(type);
  return merge.finished();
}

type Named = { readonly id: string; readonly name: string };
type Described = Named & { readonly description: string; readonly archived?: boolean };

/** What of one place has been looked for: things that are there, and ones that will be. */
class Seen {
  readonly #things: NamedThings<Named>;
  readonly #made = new Set<Named>();

  constructor(there: readonly Named[]) {
    this.#things = new NamedThings<Named>(there);
  }

  /** The one that is there or will be; where there is none, it will be from now on. */
  find({ id, name }: Named): { readonly id: string; readonly name: string; readonly isNew: boolean } | null {
    const found = this.#things.find(name.trim(), id);
    if (found !== null) return { ...found, isNew: this.#made.has(found) };
    this.#made.add(this.#things.add({ id, name: name.trim() }));
    return null;
  }
}

class Merge {
  readonly #added: SchemeItem[] = [];
  readonly #existing: SchemeItem[] = [];
  readonly #clashes: SchemeClash[] = [];
  readonly #scheme: Scheme;
  readonly #unlabelled: ReadonlyMap<LayerId, number>;
  readonly #layers: Seen;
  readonly #types: Seen;
  readonly #parts = new Map<LayerId, { readonly labels: Seen; readonly attributes: Seen }>();
  /** From ids of the other scheme to ids here. */
  readonly #layerIds = new Map<LayerId, LayerId>();
  readonly #wishes = {
    layers: [] as WishedLayer[],
    labels: [] as WishedLabel[],
    attributes: [] as WishedAttribute[],
    relationTypes: [] as WishedRelationType[],
  };
  /** The scheme with what is added to things that are there. */
  #extended: Scheme;

  constructor(scheme: Scheme, unlabelled: ReadonlyMap<LayerId, number>) {
    this.#scheme = scheme;
    this.#extended = scheme;
    this.#unlabelled = unlabelled;
    this.#layers = new Seen(scheme.layers);
    this.#types = new Seen(scheme.relationTypes);
  }

  finished(): SchemeMerge {
    const lists = { added: this.#added, existing: this.#existing, clashes: this.#clashes };
    if (this.#added.length === 0) return { scheme: this.#scheme, ...lists };
    const result = addToScheme(this.#extended, this.#wishes);
    // What a wish refers to was looked up before it was made.
    if (!result.ok) throw new Error(result.error.message);
    return { scheme: { ...result.value.scheme, version: this.#scheme.version + 1 }, ...lists };
  }

  layer(theirs: Layer): void {
    const id = this.#take(this.#layers, this.#scheme.layers, 'layer', null, theirs);
    if (id === null) return;
    this.#layerIds.set(theirs.id, id as LayerId);
    const ours = this.#scheme.layers.find((layer) => layer.id === id);
    if (ours !== undefined) {
      this.#describe(ours, theirs, null, (description) =>
        this.#patchLayer(ours.id, (layer) => ({ ...layer, description })),
      );
    } else if (id === theirs.id) {
      const { name, key, description, hue, line } = theirs;
      this.#wishes.layers.push({ id, name, key, description, hue, line });
    }
  }

  /** Once all layers are known, as attributes lead to them. */
  partsOf(theirs: Layer): void {
    const layerId = this.#layerIds.get(theirs.id);
    if (layerId === undefined) return;
    const ours = this.#scheme.layers.find(({ id }) => id === layerId);
    const parts = this.#parts.get(layerId) ?? {
      labels: new Seen(ours?.labels ?? []),
      attributes: new Seen(ours?.attributes ?? []),
    };
    this.#parts.set(layerId, parts);
    const place = ours?.name ?? theirs.name;
    const spans = this.#unlabelled.get(layerId) ?? 0;
    if (ours?.labels.length === 0 && theirs.labels.length > 0 && spans > 0) {
      this.#clashes.push({
        kind: 'layer',
        place: null,
        name: place,
        why: `has no labels here, and ${spans === 1 ? 'a span' : `${spans} spans`} without one: its labels were not added`,
      });
    } else {
      for (const label of theirs.labels) this.#label(label, layerId, ours, place, parts.labels);
    }
    for (const attribute of theirs.attributes)
      this.#attribute(attribute, layerId, ours, place, parts.attributes);
  }

  relationType(theirs: RelationType): void {
    const sources = this.#idsOf(theirs.sourceLayers);
    const targets = this.#idsOf(theirs.targetLayers);
    const id = this.#take(this.#types, this.#scheme.relationTypes, 'relation-type', null, theirs, () =>
      sources.length > 0 && targets.length > 0 ? null : 'leads to or from layers that are not here',
    );
    const ours = this.#scheme.relationTypes.find((type) => type.id === id);
    if (ours === undefined) {
      if (id !== theirs.id) return;
      const { name, description } = theirs;
      this.#wishes.relationTypes.push({
        id,
        name,
        description,
        sourceLayers: sources,
        targetLayers: targets,
      });
      return;
    }
    const patch = (change: Partial<RelationType>): void => this.#patchType(ours.id, change);
    this.#describe(ours, theirs, null, (description) => patch({ description }));
    const moreSources = this.#missing(ours.sourceLayers, sources, ours.name);
    const moreTargets = this.#missing(ours.targetLayers, targets, ours.name);
    if (moreSources.length > 0) patch({ sourceLayers: [...ours.sourceLayers, ...moreSources] });
    if (moreTargets.length > 0) patch({ targetLayers: [...ours.targetLayers, ...moreTargets] });
  }

  #label(theirs: Label, layer: LayerId, ours: Layer | undefined, place: string, seen: Seen): void {
    const id = this.#take(seen, ours?.labels ?? [], 'label', place, theirs);
    const same = ours?.labels.find((label) => label.id === id);
    if (same !== undefined) {
      this.#describe(same, theirs, place, (description) =>
        this.#patchLayer(layer, (one) => ({
          ...one,
          labels: one.labels.map((label) => (label.id === same.id ? { ...label, description } : label)),
        })),
      );
    } else if (id === theirs.id) {
      const { name, key, description } = theirs;
      this.#wishes.labels.push({ layer, id, name, key, description });
    }
  }

  #attribute(theirs: Attribute, layer: LayerId, ours: Layer | undefined, place: string, seen: Seen): void {
    const ends = this.#idsOf(theirs.targetLayers ?? []);
    const kinds = theirs.targetKinds ?? [];
    const isLink = theirs.type === 'link' || theirs.type === 'links';
    const id = this.#take(seen, ours?.attributes ?? [], 'attribute', place, theirs, () =>
      isLink && ends.length + kinds.length === 0 ? 'leads to layers that are not here' : null,
    );
    const same = ours?.attributes.find((attribute) => attribute.id === id);
    if (same === undefined) {
      if (id !== theirs.id) return;
      const { name, type, description, choices, quick } = theirs;
      this.#wishes.attributes.push({
        layer,
        id,
        name,
        type,
        description,
        ...(choices === undefined ? {} : { choices }),
        ...(theirs.targetLayers === undefined ? {} : { targetLayers: ends }),
        ...(theirs.targetKinds === undefined ? {} : { targetKinds: kinds }),
        ...(quick === undefined ? {} : { quick }),
      });
      return;
    }
    if (same.type !== theirs.type) {
      const why = `is of the type ${same.type} here and ${theirs.type} in the file, and stays as it is`;
      this.#clashes.push({ kind: 'attribute', place, name: same.name, why });
      return;
    }
    const patch = (change: Partial<Attribute>): void =>
      this.#patchLayer(layer, (one) => ({
        ...one,
        attributes: one.attributes.map((attribute) =>
          attribute.id === same.id ? { ...attribute, ...change } : attribute,
        ),
      }));
    this.#describe(same, theirs, place, (description) => patch({ description }));
    const choices = this.#missingChoices(same, theirs, place);
    if (choices.length > 0) patch({ choices: [...(same.choices ?? []), ...choices] });
    const moreEnds = this.#missing(same.targetLayers ?? [], ends, `${place}: ${same.name}`);
    if (moreEnds.length > 0) patch({ targetLayers: [...(same.targetLayers ?? []), ...moreEnds] });
    const moreKinds = kinds.filter((kind) => same.targetKinds?.includes(kind) !== true);
    if (moreKinds.length > 0) patch({ targetKinds: [...(same.targetKinds ?? []), ...moreKinds] });
    for (const kind of moreKinds)
      this.#added.push({ kind: 'end', place: `${place}: ${same.name}`, name: kind });
  }

  #missingChoices(same: Attribute, theirs: Attribute, layer: string): Choice[] {
    const place = `${layer}: ${same.name}`;
    const seen = new Seen(same.choices ?? []);
    const freeId = createIds((same.choices ?? []).map(({ id }) => id));
    const freeKey = createKeys((same.choices ?? []).map(({ key }) => key));
    return (theirs.choices ?? []).flatMap((choice) => {
      if (seen.find(choice) !== null) return [];
      this.#added.push({ kind: 'choice', place, name: choice.name });
      return [
        { id: freeId(choice.name, choice.id), name: choice.name, key: freeKey(choice.name, choice.key) },
      ];
    });
  }

  /**
   * Looks for a thing and tells what becomes of it: the id that it has or will have here, `null` where it is left out.
   * `problem` says why a new one cannot be.
   */
  #take(
    seen: Seen,
    there: readonly Described[],
    kind: SchemeItem['kind'],
    place: string | null,
    theirs: Described,
    problem: () => string | null = () => null,
  ): string | null {
    // What is archived there and is not here has no use here.
    if (theirs.archived === true && !there.some(({ id }) => id === theirs.id)) return null;
    const found = seen.find(theirs);
    const item = { kind, place, name: theirs.name };
    if (found === null) {
      const why = problem();
      if (why === null) this.#added.push(item);
      else this.#clashes.push({ ...item, why: `${why}; it was not added` });
      return why === null ? theirs.id : null;
    }
    if (found.isNew) {
      this.#clashes.push({ ...item, why: 'is in the file twice; one was taken' });
      return found.id;
    }
    const ours = there.find(({ id }) => id === found.id);
    this.#existing.push({ ...item, name: found.name });
    if (found.name !== theirs.name) {
      this.#clashes.push({ ...item, why: `is named “${found.name}” here, which stays` });
    }
    if (ours?.archived === true && theirs.archived !== true) {
      this.#clashes.push({ ...item, name: found.name, why: 'is archived here and stays so' });
    }
    return found.id;
  }

  #describe(
    ours: Described,
    theirs: Described,
    place: string | null,
    patch: (description: string) => void,
  ): void {
    if (ours.description.trim() !== '' || theirs.description.trim() === '') return;
    patch(theirs.description);
    this.#added.push({ kind: 'description', place, name: ours.name });
  }

  #missing(ours: readonly LayerId[], theirs: readonly LayerId[], place: string): LayerId[] {
    const missing = theirs.filter((id) => !ours.includes(id));
    for (const id of missing) this.#added.push({ kind: 'end', place, name: this.#nameOfLayer(id) });
    return missing;
  }

  #nameOfLayer(id: LayerId): string {
    const layers: readonly { readonly id?: string; readonly name: string }[] = [
      ...this.#scheme.layers,
      ...this.#wishes.layers,
    ];
    return layers.find((layer) => layer.id === id)?.name ?? id;
  }

  /** Without layers that are not here and will not be. */
  #idsOf(layers: readonly LayerId[]): LayerId[] {
    return [...new Set(layers.flatMap((id) => this.#layerIds.get(id) ?? []))];
  }

  #patchLayer(id: LayerId, patch: (layer: Layer) => Layer): void {
    const layers = this.#extended.layers.map((layer) => (layer.id === id ? patch(layer) : layer));
    this.#extended = { ...this.#extended, layers };
  }

  #patchType(id: RelationTypeId, change: Partial<RelationType>): void {
    const relationTypes = this.#extended.relationTypes.map((type) =>
      type.id === id ? { ...type, ...change } : type,
    );
    this.#extended = { ...this.#extended, relationTypes };
  }
}
