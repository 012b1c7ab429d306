import type { AttributeId, LabelId, LayerId, RelationTypeId } from './ids.ts';

/** A label of a layer. */
export interface Label {
  readonly id: LabelId;
  readonly name: string;
  /** One character that chooses the label while its layer is being chosen. */
  readonly key: string;
  readonly description: string;
  /** An archived label stays on old annotations and is no longer offered. */
  readonly archived?: boolean;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

/**
 * An attribute of a layer. `choice` takes one choice id, `choices` several, `text` free text, `flag` yes or no
 * (ids `yes`, `no`), `link` one target and `links` several.
 */
export interface Attribute {
  readonly id: AttributeId;
  readonly name: string;
  readonly type: 'choice' | 'choices' | 'flag' | 'text' | 'link' | 'links';
  readonly description: string;
  /** For `choice` and `choices`. */
  readonly choices?: readonly Choice[];
  /** For `link` and `links`: layers whose spans are offered as targets; empty means none. */
  readonly targetLayers?: readonly LayerId[];
  /** For `link` and `links`: what may be chosen besides a span. */
  readonly targetKinds?: readonly ('article' | 'inherited' | 'fragments' | 'text')[];
  /** Asked right after tagging in the Quick preset; at most two of a layer. */
  readonly quick?: boolean;
  readonly archived?: boolean;
}

export const LINE_STYLES = ['solid', 'dotted', 'dashed', 'double', 'wavy'] as const;
export type LineStyle = (typeof LINE_STYLES)[number];

export const LAYER_HUES = ['blue', 'ochre', 'green', 'purple', 'red', 'teal', 'pink', 'brown'] as const;
export type LayerHue = (typeof LAYER_HUES)[number];

/** A kind of annotation with its labels and attributes. Layers differ on screen by hue and by line. */
export interface Layer {
  readonly id: LayerId;
  readonly name: string;
  /** One letter that tags the selection with this layer. */
  readonly key: string;
  readonly description: string;
  readonly hue: LayerHue;
  readonly line: LineStyle;
  readonly labels: readonly Label[];
  readonly attributes: readonly Attribute[];
  readonly archived?: boolean;
}

export interface RelationType {
  readonly id: RelationTypeId;
  readonly name: string;
  readonly description: string;
  readonly sourceLayers: readonly LayerId[];
  readonly targetLayers: readonly LayerId[];
  readonly archived?: boolean;
}

/** The annotation scheme: which layers, labels, attributes and relation types a project uses. */
export interface Scheme {
  readonly name: string;
  /** Counts up with every change to the scheme of a project, from 1. */
  readonly version: number;
  readonly description: string;
  readonly layers: readonly Layer[];
  readonly relationTypes: readonly RelationType[];
}
