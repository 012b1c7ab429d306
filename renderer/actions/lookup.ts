import type { Annotation, AttributeValue, LinkTarget } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import type { Attribute, Label, Layer, Scheme } from '#model/scheme.ts';
import { currentDocument } from '../client/open-document.ts';
import { shorten } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';

export function layerOf(scheme: Scheme, annotation: Pick<Annotation, 'layer'>): Layer | null {
  return scheme.layers.find(({ id }) => id === annotation.layer) ?? null;
}

export function labelOf(scheme: Scheme, annotation: Pick<Annotation, 'layer' | 'label'>): Label | null {
  return layerOf(scheme, annotation)?.labels.find(({ id }) => id === annotation.label) ?? null;
}

/** The label's name, or the layer's where it has no labels. */
export function nameOf(scheme: Scheme, annotation: Pick<Annotation, 'layer' | 'label'>): string {
  return labelOf(scheme, annotation)?.name ?? layerOf(scheme, annotation)?.name ?? annotation.layer;
}

/** A span in one line: layer, label, quote. */
export function describe(scheme: Scheme, annotation: Annotation, most = 60): string {
  const layer = layerOf(scheme, annotation)?.name ?? annotation.layer;
  const label = labelOf(scheme, annotation)?.name;
  return `${label ? `${layer}, ${label}` : layer}: ${shorten(annotation.quote, most)}`;
}

/** What a link points at, in words. */
export function linkText(target: LinkTarget, get: (id: AnnotationId) => Annotation | undefined): string {
  switch (target.kind) {
    case 'annotation': {
      const annotation = get(target.id);
      return annotation ? shorten(annotation.quote, 60) : t('inspector.gone');
    }
    case 'fragments': {
      const text = currentDocument()?.text ?? '';
      return shorten(target.fragments.map(({ start, end }) => text.slice(start, end)).join(' '), 60);
    }
    case 'article':
      return t('tagging.article');
    case 'inherited':
      return t('tagging.inherited');
    case 'text':
      return target.text;
  }
}

/** A value of an attribute in words; empty where it is not set. */
export function valueText(
  attribute: Attribute,
  value: AttributeValue | undefined,
  get: (id: AnnotationId) => Annotation | undefined,
): string {
  if (!value) return '';
  switch (value.is) {
    case 'none':
      return t('inspector.none');
    case 'not-applicable':
      return t('inspector.notApplicable');
    case 'values':
      return value.values.map((id) => choiceName(attribute, id)).join(', ');
    case 'links':
      return value.links.map((link) => linkText(link, get)).join(', ');
  }
}

function choiceName(attribute: Attribute, id: string): string {
  if (attribute.type === 'flag')
    return id === 'yes' ? t('inspector.yes') : id === 'no' ? t('inspector.no') : id;
  return attribute.choices?.find((choice) => choice.id === id)?.name ?? id;
}

const NO_LINKS: readonly AnnotationId[] = [];

/** Spans that the links of a span point at. The same array where there are none, so that nothing is painted for it. */
export function linkedIds(annotation: Annotation | undefined): readonly AnnotationId[] {
  if (!annotation) return NO_LINKS;
  const linked = Object.values(annotation.attributes).flatMap((value) =>
    value?.is === 'links' ? value.links.flatMap((link) => (link.kind === 'annotation' ? [link.id] : [])) : [],
  );
  return linked.length > 0 ? linked : NO_LINKS;
}

/** Layers that are offered. */
export function offeredLayers(scheme: Scheme): readonly Layer[] {
  return scheme.layers.filter(({ archived }) => !archived);
}
