/**
 * What writers must know of all documents of an export before they write the first. It grows with the scheme and the
 * annotators, not with the documents.
 */
export interface Survey {
  /** Layers and labels that occur in the chosen layers, each once, in the order in which they come. */
  readonly labels: readonly SurveyedLabel[];
  /** What the annotations of a chosen layer have, by layer. */
  readonly layers: ReadonlyMap<string, LayerUse>;
  /** Attributes of annotations of the chosen layers, in the order in which they come. */
  readonly attributes: readonly AttributeUse[];
  /** Stretches of text that annotations of the chosen layers link to; `null` where there are none. */
  readonly stretches: { readonly gaps: boolean } | null;
  /** Names of attributes that hold links somewhere, whatever the layer, in the order in which they come. */
  readonly linkAttributes: ReadonlySet<string>;
  readonly annotators: {
    /** Of annotations of the chosen layers. */
    readonly chosen: ReadonlySet<string>;
    /** Of all annotations, document by document, by name within each. */
    readonly all: ReadonlySet<string>;
  };
  /** Ids of documents that a document without an id must not get: those that look like `document-12`. */
  readonly takenIds: ReadonlySet<string>;
}

export interface SurveyedLabel {
  readonly layer: string;
  readonly label: string | null;
}

export interface LayerUse {
  /** Whether an annotation has several fragments. */
  readonly gaps: boolean;
  readonly notes: boolean;
  /** Whether an annotation says how sure it is. */
  readonly certainty: boolean;
}

/** An attribute of a layer as it occurs. One that has values, links and nothing at all is here once for each. */
export interface AttributeUse {
  readonly layer: string;
  readonly name: string;
  /** `none` stands for "not applicable" as well. */
  readonly is: 'values' | 'links' | 'none';
  /** The most texts that one of them has (see `valuesToStrings`). Those that have none at all are here by themselves. */
  readonly most: number;
  /** Its different texts, no more than `MOST_TEXTS` of them. */
  readonly texts: ReadonlySet<string>;
}

export const MOST_TEXTS = 100;
