import type { Annotation, Attributes, Certainty, Fragment, Origin } from './annotation.ts';
import { quoteOf } from './fragment.ts';
import type { AnnotationId, AnnotatorId, DocumentId, LabelId, LayerId } from './ids.ts';
import type { Utf16Offset } from './offset.ts';

/** What many annotations of a document have in common. */
export interface PackedKind {
  readonly layer: LayerId;
  readonly label: LabelId | null;
  readonly annotatorId: AnnotatorId;
  readonly origin: Origin;
  readonly certainty: Certainty;
  readonly schemeVersion: number;
}

/** What few annotations have; what is missing is as most have it. */
export interface PackedRest {
  readonly attributes?: Attributes;
  readonly note?: string;
  /** Only where it is not the text at the fragments, as in a project that something else wrote to. */
  readonly quote?: string;
}

/**
 * The annotations of one document in columns, for the way to the window: there a megabyte less is read, and what repeats is
 * there once. Entry `i` of `ids`, `kind`, `created` and `updated` is of annotation `i`; see `unpackAnnotations`.
 */
export interface PackedAnnotations {
  readonly ids: readonly AnnotationId[];
  /** Places in `kinds`. */
  readonly kind: readonly number[];
  readonly kinds: readonly PackedKind[];
  /** Places in `times`. */
  readonly created: readonly number[];
  readonly updated: readonly number[];
  readonly times: readonly string[];
  /** Start and end of each fragment of each annotation, one after the other. UTF-16 units. */
  readonly bounds: readonly Utf16Offset[];
  /** Annotations with more than one fragment, by place in `ids`, and how many they have; ascending. */
  readonly fragments: readonly (readonly [annotation: number, count: number])[];
  /** By place in `ids`, ascending. */
  readonly rest: readonly (readonly [annotation: number, rest: PackedRest])[];
}

/** Puts the annotations of a document, in the order given, into columns. `text` is the document's. */
export function packAnnotations(annotations: readonly Annotation[], text: string) {
  const kinds = distinct<PackedKind>(JSON.stringify);
  const times = distinct<string>((time) => time);
  const fragments: [number, number][] = [];
  const rest: [number, PackedRest][] = [];
  annotations.forEach((annotation, place) => {
    if (annotation.fragments.length !== 1) fragments.push([place, annotation.fragments.length]);
    const { attributes, note, quote } = annotation;
    const own: PackedRest = {
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      ...(note === '' ? {} : { note }),
      ...(quote === quoteOf(text, annotation.fragments) ? {} : { quote }),
    };
    if (Object.keys(own).length > 0) rest.push([place, own]);
  });
  return {
    ids: annotations.map(({ id }) => id),
    kind: annotations.map(({ layer, label, annotatorId, origin, certainty, schemeVersion }) =>
      kinds.placeOf({ layer, label, annotatorId, origin, certainty, schemeVersion }),
    ),
    kinds: kinds.values,
    created: annotations.map(({ createdAt }) => times.placeOf(createdAt)),
    updated: annotations.map(({ updatedAt }) => times.placeOf(updatedAt)),
    times: times.values,
    bounds: annotations.flatMap((annotation) =>
      annotation.fragments.flatMap(({ start, end }) => [start, end]),
    ),
    fragments,
    rest,
  } satisfies PackedAnnotations;
}

function distinct<Value>(keyOf: (value: Value) => string) {
  const places = new Map<string, number>();
  const values: Value[] = [];
  return {
    values,
    placeOf(value: Value): number {
      const key = keyOf(value);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}

const NO_REST: PackedRest = {};
const NO_ATTRIBUTES: Attributes = {};

/**
 * The annotations again as they were. Throws a `RangeError` where a column is too short: then they were not packed by
 * `packAnnotations`.
 */
export function unpackAnnotations(
  packed: PackedAnnotations,
  documentId: DocumentId,
  text: string,
): Annotation[] {
  const { ids, kind, kinds, created, updated, times, bounds } = packed;
  let bound = 0;
  let nextCount = 0;
  let nextRest = 0;
  return ids.map((id, place) => {
    let count = 1;
    const counted = packed.fragments[nextCount];
    if (counted?.[0] === place) {
      count = counted[1];
      nextCount += 1;
    }
    const fragments: Fragment[] = [];
    for (const last = bound + 2 * count; bound < last; bound += 2) {
      fragments.push({ start: at(bounds, bound), end: at(bounds, bound + 1) });
    }
    let rest = NO_REST;
    const own = packed.rest[nextRest];
    if (own?.[0] === place) {
      rest = own[1];
      nextRest += 1;
    }
    const { layer, label, annotatorId, origin, certainty, schemeVersion } = at(kinds, at(kind, place));
    return {
      id,
      documentId,
      layer,
      label,
      fragments,
      quote: rest.quote ?? quoteOf(text, fragments),
      attributes: rest.attributes ?? NO_ATTRIBUTES,
      annotatorId,
      origin,
      certainty,
      note: rest.note ?? '',
      schemeVersion,
      createdAt: at(times, at(created, place)),
      updatedAt: at(times, at(updated, place)),
    };
  });
}

function at<Value>(column: readonly Value[], place: number): Value {
  const value = column[place];
  if (value === undefined) throw new RangeError(`A column of packed annotations has no entry ${place}.`);
  return value;
}
