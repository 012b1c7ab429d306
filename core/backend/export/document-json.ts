import type { ProjectDocument } from '#formats/jsonl/record-of.ts';
import { recordOf } from '#formats/jsonl/record-of.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import type { Annotator } from '#model/document.ts';
import type { Scheme } from '#model/scheme.ts';

/** An annotation as our JSON Lines write it; offsets count code points. See `docs/formats/jsonl.md`. */
export interface AnnotationJson {
  readonly id: string;
  readonly layer: string;
  readonly label: string | null;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly annotator: { readonly id: string; readonly name: string };
  readonly [key: string]: unknown;
}

/** The annotations of a document in the order and form of an export. */
export function annotationsJson(
  document: ProjectDocument,
  scheme: Scheme,
  annotators: readonly Annotator[],
): readonly AnnotationJson[] {
  const record = recordOf(document, scheme, (id) => annotators.find((one) => one.id === id) ?? null);
  const line = JSON.parse(serialiseRecord(record)) as { annotations: readonly AnnotationJson[] };
  return line.annotations;
}
