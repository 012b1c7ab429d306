import type { ExchangeAnnotation, ExchangeDocument, ExchangeRelation } from '#formats/exchange.ts';
import type { Attributes, AttributeValue, LinkTarget } from '#model/annotation.ts';
import { findNamed } from '#model/fold-name.ts';
import { allowsLayers } from '#model/relation-check.ts';
import type { Attribute, Layer, Scheme } from '#model/scheme.ts';
import type { Lack } from './add-parts.ts';
import { fitAttributes, type LeftOut, type LinkedSpans } from './fit-attributes.ts';
import type { NameMap, SchemeName } from './name-map.ts';

export interface FittedDocument {
  readonly document: ExchangeDocument;
  /** Those of the file that are annotations: not those that only mark a place for a link. */
  readonly spans: readonly ExchangeAnnotation[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * A document of another tool made to fit the scheme: names mapped, attributes and relations without a place left
 * out, each with a reason. Formats without link attributes write them as relations of the attribute's name
 * (formats.md 0.4): such relations become links again, also to spans that are no annotation of their own, such
 * as a cue. With `ours`, the document comes from our own JSON Lines, where each thing has its place.
 */
export function fitDocument(
  document: ExchangeDocument,
  scheme: Scheme,
  nameOf: NameMap,
  ours = false,
): FittedDocument {
  const leftOut: LeftOut[] = [];
  const layers = new Map(scheme.layers.map((layer) => [layer.id as string, layer]));
  const spanOf = new Map(
    document.annotations.flatMap((one) => (one.id === null ? [] : [[one.id, one] as const])),
  );
  const targets = new Map<ExchangeAnnotation, SchemeName | null>();
  for (const annotation of document.annotations) {
    targets.set(annotation, nameOf(annotation.layer, annotation.label).to);
  }
  const layerOf = (annotation: ExchangeAnnotation | undefined): Layer | undefined =>
    annotation === undefined ? undefined : layers.get(targets.get(annotation)?.layer ?? '');

  const links = new Map<string, { attribute: Attribute; link: LinkTarget }[]>();
  /** Spans that are the target of a link to a place in the text, and no annotations. */
  const places = new Set<ExchangeAnnotation>();
  const relations: ExchangeRelation[] = [];
  for (const relation of document.relations) {
    const source = spanOf.get(relation.source);
    const target = spanOf.get(relation.target);
    const sourceLayer = layerOf(source);
    const targetLayer = layerOf(target);
    if (source === undefined || target === undefined || sourceLayer === undefined) {
      leftOut.push({ what: 'relation', why: `the span that “${relation.type}” starts from is left out` });
      continue;
    }
    const type = findNamed(scheme.relationTypes, relation.type);
    if (type !== null && targetLayer !== undefined && source !== target) {
      if (allowsLayers(type, { layer: sourceLayer.id }, { layer: targetLayer.id })) {
        relations.push({ ...relation, type: type.id });
        continue;
      }
    }
    const attribute = ours ? null : linkAttribute(sourceLayer, relation.type);
    const link = attribute === null ? null : linkTo(attribute, target, targetLayer);
    if (attribute === null || link === null) {
      const lack: Lack | null =
        targetLayer === undefined || source === target
          ? null
          : { what: 'relation', name: relation.type, source: sourceLayer.id, target: targetLayer.id };
      leftOut.push({
        what: 'relation',
        why:
          source === target
            ? `“${relation.type}” leads from a span to itself`
            : `the scheme has no place for “${relation.type}” there`,
        ...(lack === null ? {} : { lack }),
      });
      continue;
    }
    if (link.kind === 'fragments') places.add(target);
    const list = links.get(relation.source) ?? [];
    list.push({ attribute, link });
    links.set(relation.source, list);
  }

  const kept = new Map(
    document.annotations.flatMap((one) => {
      const layer = layerOf(one);
      return one.id === null || layer === undefined || places.has(one) ? [] : [[one.id, layer] as const];
    }),
  );
  const linked: LinkedSpans = {
    layerOf: (id) => kept.get(id) ?? null,
    // A project keeps links whose span was deleted or has another layer by now, and so does what is exported from it.
    staysLinked: (id) => ours && (kept.has(id) || !spanOf.has(id)),
  };
  const annotations = document.annotations.flatMap((annotation): ExchangeAnnotation[] => {
    if (places.has(annotation)) return [];
    const to = targets.get(annotation) ?? null;
    const layer = layerOf(annotation);
    if (to === null || layer === undefined) {
      const name = annotation.label === null ? annotation.layer : `${annotation.layer}: ${annotation.label}`;
      leftOut.push({ what: 'span', why: `the scheme has no “${name}”` });
      return [];
    }
    const fitted = fitAttributes(annotation, layer, document.text, linked, ours);
    leftOut.push(...fitted.leftOut);
    const attributes = withLinks(fitted.attributes, links.get(annotation.id ?? '') ?? [], leftOut);
    return [
      {
        ...annotation,
        layer: to.layer,
        label: to.label,
        attributes,
        certainty: annotation.certainty ?? fitted.certainty,
        note: annotation.note === '' ? fitted.note : annotation.note,
      },
    ];
  });
  return {
    document: {
      ...document,
      annotations,
      relations: relations.filter(({ source, target }) => kept.has(source) && kept.has(target)),
    },
    spans: document.annotations.filter((one) => !places.has(one)),
    leftOut,
  };
}

function linkAttribute(layer: Layer, name: string): Attribute | null {
  return findNamed(
    layer.attributes.filter(({ type }) => type === 'link' || type === 'links'),
    name,
  );
}

function linkTo(
  attribute: Attribute,
  target: ExchangeAnnotation,
  layer: Layer | undefined,
): LinkTarget | null {
  if (layer !== undefined && target.id !== null && attribute.targetLayers?.includes(layer.id)) {
    return { kind: 'annotation', id: target.id as never };
  }
  if (layer === undefined && attribute.targetKinds?.includes('fragments')) {
    return { kind: 'fragments', fragments: target.fragments };
  }
  return null;
}

function withLinks(
  attributes: Attributes,
  links: readonly { readonly attribute: Attribute; readonly link: LinkTarget }[],
  leftOut: LeftOut[],
): Attributes {
  const all: Record<string, AttributeValue | undefined> = { ...attributes };
  for (const { attribute, link } of links) {
    const before = all[attribute.id];
    const list = before?.is === 'links' ? before.links : [];
    if (list.some((one) => JSON.stringify(one) === JSON.stringify(link))) continue;
    if (attribute.type === 'link' && list.length > 0) {
      leftOut.push({ what: 'attribute', why: `“${attribute.name}” takes one link` });
    } else {
      all[attribute.id] = { is: 'links', links: [...list, link] };
    }
  }
  return all as Attributes;
}
