import type { Attribute, LayerHue, LineStyle } from './scheme.ts';

/**
 * What somebody wants a scheme to have. Layers are named by id or by name: ones that the scheme has, or ones that are
 * wished here. Ids, keys, hues and lines are proposals, used where they are free.
 */
export interface SchemeWishes {
  readonly layers?: readonly WishedLayer[];
  readonly labels?: readonly WishedLabel[];
  readonly attributes?: readonly WishedAttribute[];
  readonly relationTypes?: readonly WishedRelationType[];
}

export interface WishedLayer {
  readonly name: string;
  readonly id?: string;
  readonly key?: string;
  readonly description?: string;
  readonly hue?: LayerHue;
  readonly line?: LineStyle;
}

export interface WishedLabel {
  readonly layer: string;
  readonly name: string;
  readonly id?: string;
  readonly key?: string;
  readonly description?: string;
}

export interface WishedAttribute {
  readonly layer: string;
  readonly name: string;
  readonly type: Attribute['type'];
  readonly id?: string;
  readonly description?: string;
  /** For `choice` and `choices`. */
  readonly choices?: readonly { readonly name: string; readonly id?: string; readonly key?: string }[];
  /** For `link` and `links`. */
  readonly targetLayers?: readonly string[];
  readonly targetKinds?: Attribute['targetKinds'];
  /** Kept as long as the layer has fewer than two. */
  readonly quick?: boolean;
}

export interface WishedRelationType {
  readonly name: string;
  readonly id?: string;
  readonly description?: string;
  readonly sourceLayers: readonly string[];
  readonly targetLayers: readonly string[];
}
