import type { Loss, WrittenNames } from '../exchange.ts';
import { DEFAULT_LAYER, layerLabel, readLayerLabel } from '../shared/layer-label.ts';
import { createNameReader, createNameWriter, parseSpanName, spanName } from '../spans/written-names.ts';
import type { FlatRelation, FlatSpan } from './flatten.ts';
import { CUE_LAYER, PART_OF_SPAN } from './flatten.ts';

/** How spans and relations are named in a file whose spans have one label each. */
export interface SpanNames {
  label(span: Pick<FlatSpan, 'layer' | 'label' | 'isCue'>): string;
  type(relation: Pick<FlatRelation, 'type' | 'kind'>): string;
  /** Of what was written so far. */
  names(): WrittenNames;
  losses(): readonly Loss[];
}

const same = (name: string): string => name;

/**
 * Labels alone where one layer is exported and `layer:label` where several are (formats.md 0.4); also with one where
 * the label could be taken for one with a layer. Relations and links by their names.
 */
function plainLabel(layers: readonly string[], layer: string, label: string | null): string {
  const isBare = layers.length === 1 && label !== null && label !== '' && !label.includes(':');
  return isBare ? label : layerLabel(layer, label);
}

/** Names that depend on nothing but what they name, for files that carry our record for all else. */
export function plainNames(layers: readonly string[]): SpanNames {
  const bare = new Map<string, string>();
  return {
    label({ layer, label }) {
      const written = plainLabel(layers, layer, label);
      if (written === label && layer !== DEFAULT_LAYER) bare.set(`span ${spanName(layer, label)}`, written);
      return written;
    },
    type: ({ type }) => type,
    names: () => Object.fromEntries(bare),
    losses: () => [],
  };
}

/** Names that tell links from relations and fragments with the help of the manifest; each is written differently. */
export function distinctNames(layers: readonly string[]): SpanNames {
  const writer = createNameWriter({ role: [PART_OF_SPAN] });
  const type = (kind: 'link' | 'relation', name: string) => writer.write(kind, name, same);
  return {
    label({ layer, label, isCue }) {
      if (isCue) return layerLabel(CUE_LAYER, type('link', label ?? ''));
      return writer.write('span', spanName(layer, label), same, plainLabel(layers, layer, label));
    },
    type: (relation) => (relation.kind === 'join' ? PART_OF_SPAN : type(relation.kind, relation.type)),
    names: () => writer.names(),
    losses: () => writer.losses(),
  };
}

/** What the names of a file stand for, with the manifest of an export of ours where there is one. */
export interface SpanNameReader {
  span(written: string): { readonly layer: string; readonly label: string | null };
  /** As `span`, for names that the manifest has; `null` for others. */
  known(written: string): { readonly layer: string; readonly label: string | null } | null;
  /** The label of a span that is no annotation: the name of the attribute. */
  cueName(label: string | null): string | null;
  relation(written: string): { readonly type: string; readonly isLink: boolean };
  /** Of a control that holds spans, or attributes. */
  layer(written: string): string;
  attribute(written: string): string;
  isLinkAttribute(name: string): boolean;
}

export function spanNameReader(names: WrittenNames | undefined): SpanNameReader {
  const reader = createNameReader(names);
  const links = new Set(
    Object.keys(names ?? {}).flatMap((key) => (key.startsWith('link ') ? [key.slice('link '.length)] : [])),
  );
  const cueName = (label: string | null): string | null =>
    label === null ? null : (reader.find('role', label)?.original ?? label);
  const known: SpanNameReader['known'] = (written) => {
    const found = reader.find('type', written);
    return found?.kind === 'span' ? parseSpanName(found.original) : null;
  };
  return {
    cueName,
    known,
    span(written) {
      const found = known(written);
      if (found !== null) return found;
      const { layer, label } = readLayerLabel(written);
      return { layer, label: layer === CUE_LAYER ? cueName(label) : label };
    },
    relation(written) {
      const found = reader.find('role', written);
      return { type: found?.original ?? written, isLink: found?.kind === 'link' };
    },
    layer(written) {
      const found = reader.find('type', written);
      return found?.kind === 'layer' ? found.original : written;
    },
    attribute(written) {
      const found = reader.find('role', written);
      return found?.kind === 'attribute' ? found.original : written;
    },
    isLinkAttribute: (name) => links.has(name),
  };
}
