import type { ExchangeAnnotation } from '#formats/exchange.ts';
import type { Attributes, AttributeValue, Certainty, LinkTarget } from '#model/annotation.ts';
import { CERTAINTIES } from '#model/annotation.ts';
import { findNamed, foldName } from '#model/fold-name.ts';
import type { LayerId } from '#model/ids.ts';
import type { Attribute, Layer } from '#model/scheme.ts';
import { missingChoices } from './add-choices.ts';
import type { Lack } from './add-parts.ts';
import { attributeMisfit } from './scheme-fit.ts';

/** Something that the scheme has no place for. `why` is the same for the same cause. */
export interface LeftOut {
  readonly what: 'span' | 'attribute' | 'relation';
  readonly why: string;
  /** Where an addition to the scheme would help. */
  readonly lack?: Lack;
}

export interface FittedAttributes {
  readonly attributes: Attributes;
  readonly certainty: Certainty | null;
  readonly note: string;
  readonly leftOut: readonly LeftOut[];
}

/** What is known of the spans that attributes link to. */
export interface LinkedSpans {
  /** The layer of a span that is kept. */
  layerOf(id: string): Layer | null;
  /** Whether a link to a span stays, whatever the attribute links to. */
  staysLinked(id: string): boolean;
}

/**
 * The attributes of a span as its layer knows them. Formats without places for certainty and note write them as
 * attributes, and links without a span as `@article`, `@inherited` or a name (formats.md 0.4); `ours` has places.
 */
export function fitAttributes(
  annotation: ExchangeAnnotation,
  layer: Layer,
  text: string,
  linked: LinkedSpans,
  ours: boolean,
): FittedAttributes {
  const leftOut: LeftOut[] = [];
  const attributes: [string, AttributeValue][] = [];
  let certainty: Certainty | null = null;
  let note = '';
  for (const [name, value] of Object.entries(annotation.attributes)) {
    if (value === undefined) continue;
    const attribute = findNamed(layer.attributes, name);
    if (attribute !== null) {
      const fitted = fittedValue(attribute, value, annotation.id, linked);
      if (fitted === null || attributeMisfit(attribute, fitted, text) !== null) {
        const values = fitted === null ? [] : missingChoices(attribute, fitted);
        leftOut.push({
          what: 'attribute',
          why: `it does not fit “${attribute.name}” of ${layer.name}`,
          ...(values.length === 0
            ? {}
            : { lack: { what: 'choice', name: attribute.name, layer: layer.id, values } }),
        });
      } else attributes.push([attribute.id, fitted]);
      continue;
    }
    const said = value.is === 'values' && !ours ? value.values : [];
    const sure = CERTAINTIES.find((one) => foldName(name) === 'certainty' && one === said[0]);
    if (sure !== undefined) certainty = sure;
    else if (foldName(name) === 'note' && said.length > 0) note = said.join('\n');
    else {
      const targetLayers = layersLinkedTo(value, linked);
      leftOut.push({
        what: 'attribute',
        why: `${layer.name} has no attribute “${name}”`,
        lack: { what: 'attribute', name, layer: layer.id, value, targetLayers },
      });
    }
  }
  return { attributes: Object.fromEntries(attributes) as Attributes, certainty, note, leftOut };
}

function layersLinkedTo(value: AttributeValue, { layerOf }: LinkedSpans): LayerId[] {
  if (value.is !== 'links') return [];
  return value.links.flatMap((link) => {
    const layer = link.kind === 'annotation' ? layerOf(link.id) : null;
    return layer === null ? [] : [layer.id];
  });
}

function fittedValue(
  attribute: Attribute,
  value: AttributeValue,
  own: string | null,
  { layerOf, staysLinked }: LinkedSpans,
): AttributeValue | null {
  switch (value.is) {
    case 'none':
    case 'not-applicable':
      return value;
    case 'links': {
      const links = value.links.filter(
        (link) =>
          link.kind !== 'annotation' ||
          staysLinked(link.id) ||
          (link.id !== own && (attribute.targetLayers ?? []).includes(layerOf(link.id)?.id ?? ('' as never))),
      );
      return links.length === 0 ? null : { is: 'links', links };
    }
    case 'values':
      return fromValues(attribute, value.values);
  }
}

function fromValues(attribute: Attribute, values: readonly string[]): AttributeValue | null {
  switch (attribute.type) {
    case 'link':
    case 'links':
      return { is: 'links', links: values.map(linkOf) };
    case 'flag':
      return { is: 'values', values: values.map((value) => FLAGS[value.toLowerCase()] ?? value) };
    case 'text':
      return { is: 'values', values };
    case 'choice':
    case 'choices': {
      const choices = attribute.choices ?? [];
      return { is: 'values', values: values.map((value) => findNamed(choices, value)?.id ?? value) };
    }
  }
}

const FLAGS: Readonly<Record<string, string>> = { true: 'yes', false: 'no', yes: 'yes', no: 'no' };

function linkOf(value: string): LinkTarget {
  if (value === '@article') return { kind: 'article' };
  return value === '@inherited' ? { kind: 'inherited' } : { kind: 'text', text: value };
}
