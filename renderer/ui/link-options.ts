import type { Annotation, Fragment, LinkTarget } from '#model/annotation.ts';
import { hullOf } from '#model/fragment.ts';
import type { AnnotationId } from '#model/ids.ts';
import type { Attribute, Layer, Scheme } from '#model/scheme.ts';

/** Something a link can point at, as offered in a list. */
export interface LinkOption {
  readonly id: string;
  readonly target: LinkTarget;
  readonly text: string;
  /** The label of the span. */
  readonly hint: string;
  readonly layer: Layer | null;
}

/** How many spans are offered at once; typing narrows them down. */
const MOST = 40;

/**
 * What can be offered for a link: spans of the wanted layers that hold every typed word, the nearest to the span
 * first and each wording once, then what the attribute allows besides spans.
 */
export function linkOptions(
  attribute: Pick<Attribute, 'targetLayers' | 'targetKinds'>,
  annotations: readonly Annotation[],
  scheme: Scheme,
  near: readonly Fragment[],
  self: AnnotationId | null,
  typed: string,
  words: { readonly article: string; readonly inherited: string; readonly typed: (text: string) => string },
): readonly LinkOption[] {
  const wanted = new Set(attribute.targetLayers ?? []);
  const kinds = attribute.targetKinds ?? [];
  const parts = fold(typed).split(/\s+/u).filter(Boolean);
  const fits = (text: string): boolean => {
    if (parts.length === 0) return true;
    const folded = fold(text);
    return parts.every((part) => folded.includes(part));
  };
  const { start, end } = hullOf(near);
  const distance = (annotation: Annotation): number => {
    const hull = hullOf(annotation.fragments);
    return Math.max(0, hull.start - end, start - hull.end);
  };
  const found = annotations
    .filter(({ id, layer, quote }) => id !== self && wanted.has(layer) && fits(quote))
    .map((annotation) => ({ annotation, distance: distance(annotation) }));
  // Thousands of numbers are sorted in no time, thousands of spans are not.
  const far = Float64Array.from(found, (each) => each.distance).sort()[MOST - 1] ?? Number.POSITIVE_INFINITY;
  const options: LinkOption[] = found
    .filter((each) => each.distance <= far)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ annotation }) => {
      const layer = scheme.layers.find(({ id }) => id === annotation.layer) ?? null;
      return {
        id: annotation.id,
        target: { kind: 'annotation', id: annotation.id },
        text: annotation.quote,
        hint: layer?.labels.find(({ id }) => id === annotation.label)?.name ?? '',
        layer,
      };
    });
  const besides = (id: string, target: LinkTarget, text: string): void => {
    options.push({ id, target, text, hint: '', layer: null });
  };
  if (kinds.includes('article') && fits(words.article))
    besides('article', { kind: 'article' }, words.article);
  if (kinds.includes('inherited') && fits(words.inherited)) {
    besides('inherited', { kind: 'inherited' }, words.inherited);
  }
  const text = typed.trim();
  if (kinds.includes('text') && text !== '') besides('text', { kind: 'text', text }, words.typed(text));
  return options;
}

/** Whether anything at all can be chosen for a link, before anything is typed or selected. */
export function hasLinkOptions(
  { targetLayers = [], targetKinds = [] }: Pick<Attribute, 'targetLayers' | 'targetKinds'>,
  annotations: readonly Pick<Annotation, 'id' | 'layer'>[],
  self: AnnotationId | null,
): boolean {
  return (
    targetKinds.length > 0 || annotations.some(({ id, layer }) => id !== self && targetLayers.includes(layer))
  );
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
