import type { ExchangeAnnotation, Loss, WrittenNames } from '../exchange.ts';
import { layerLabel, readLayerLabel } from '../shared/layer-label.ts';
import { parseSpanName, spanName } from '../spans/written-names.ts';
import { isTokenBreak } from '../tokens/tokenise.ts';
import type { Survey } from '../writing/survey.ts';

/** What a tag names. */
export type TagMeaning = Pick<ExchangeAnnotation, 'layer' | 'label'>;

export interface TagNames {
  /** The name in the tag of an annotation of an exported layer. */
  of(meaning: TagMeaning): string;
  readonly names: WrittenNames;
  readonly losses: readonly Loss[];
}

const NAME_CHANGED = 'The format does not allow this name, or another was written so; the manifest has both.';
const KIND = 'span ';

export interface TagNameRules {
  /** How the name would be written were everything allowed. */
  wanted(meaning: TagMeaning): string;
  legal(name: string): string;
  /** What tells the later ones of names that become the same from the first, from 2. */
  suffix(count: number): string;
  /** What the name is taken for without a manifest. */
  read(written: string): TagMeaning;
}

/**
 * The names of everything that is exported (formats.md 0.3): names that are legal as they are stay, the others are
 * made legal, and all are different. The manifest gets those that would be read as something else.
 */
export function createTagNames(
  { labels }: Pick<Survey, 'labels'>,
  layers: readonly string[],
  rules: TagNameRules,
): TagNames {
  const meanings = meaningsOf(labels, layers);
  const isLegal = (meaning: TagMeaning) => rules.legal(rules.wanted(meaning)) === rules.wanted(meaning);
  const ordered = [...meanings.filter(isLegal), ...meanings.filter((meaning) => !isLegal(meaning))];
  const writtenOf = new Map<string, string>();
  const taken = new Set<string>();
  const names: [string, string][] = [];
  const losses: Loss[] = [];
  for (const meaning of ordered) {
    const key = keyOf(meaning);
    const wanted = rules.legal(rules.wanted(meaning));
    let written = wanted;
    for (let count = 2; taken.has(written); count += 1) written = wanted + rules.suffix(count);
    taken.add(written);
    writtenOf.set(key, written);
    const read = rules.read(written);
    if (read.layer !== meaning.layer || read.label !== meaning.label) names.push([key, written]);
    if (written !== rules.wanted(meaning)) {
      losses.push({ documentId: null, annotationId: null, what: 'name-changed', why: NAME_CHANGED });
    }
  }
  return {
    of: (meaning) => writtenOf.get(keyOf(meaning)) ?? rules.legal(rules.wanted(meaning)),
    names: Object.fromEntries(names),
    losses,
  };
}

/** From a written name to what it names, by the manifest of an export of ours where there is one. */
export function createTagReader(
  names: WrittenNames | undefined,
  read: (written: string) => TagMeaning,
): (written: string) => TagMeaning {
  const meaningOf = new Map<string, TagMeaning>();
  for (const [key, written] of Object.entries(names ?? {})) {
    if (key.startsWith(KIND)) meaningOf.set(written, parseSpanName(key.slice(KIND.length)));
  }
  return (written) => meaningOf.get(written) ?? read(written);
}

function keyOf({ layer, label }: TagMeaning): string {
  return KIND + spanName(layer, label);
}

/** Layers and labels by layer in scheme order, then by label. */
function meaningsOf(labels: readonly TagMeaning[], layers: readonly string[]): TagMeaning[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return labels
    .filter(({ layer }) => layers.includes(layer))
    .toSorted((a, b) => layers.indexOf(a.layer) - layers.indexOf(b.layer) || compare(keyOf(a), keyOf(b)));
}

/** Tags of columns: `layer:label` where more than one layer is exported (0.4), no white space (0.3). */
export function columnRules(layers: readonly string[]): TagNameRules {
  return {
    wanted: ({ layer, label }) => (label === null || layers.length > 1 ? layerLabel(layer, label) : label),
    legal: withoutWhiteSpace,
    suffix: (count) => `_${count}`,
    read: readLayerLabel,
  };
}

/** Each white space as `_`; a name is at least one character. */
function withoutWhiteSpace(name: string): string {
  if (name === '') return '_';
  return Array.from(name, (character) => (isTokenBreak(character.charCodeAt(0)) ? '_' : character)).join('');
}
