import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { recordOf } from '#formats/jsonl/record-of.ts';
import type { DocumentId } from '#model/ids.ts';
import type { ProjectReader } from '../session.ts';

/** By title, then id: the same project gives the same file. */
export function documentOrder(reader: ProjectReader): DocumentId[] {
  return reader
    .documentIds()
    .map((id) => ({ id, title: reader.document(id)?.title ?? '' }))
    .sort((a, b) => compare(a.title, b.title) || compare(a.id, b.id))
    .map(({ id }) => id);
}

/** The documents of an export in their order: none where the format holds the scheme alone. */
export function documentsOf(reader: ProjectReader, withDocuments: boolean): DocumentId[] {
  return withDocuments ? documentOrder(reader) : [];
}

/** By code unit: the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A document of the project with all that belongs to it, in the order of exports. */
export function readRecord(reader: ProjectReader, id: DocumentId): JsonlRecord {
  const document = reader.document(id);
  if (document === null) throw new Error(`The document ${id} is not in the project.`);
  return recordOf(
    {
      document,
      text: reader.text(id),
      statuses: reader.statusesOf(id),
      annotations: reader.annotationsOf(id),
      relations: reader.relationsOf(id),
    },
    reader.scheme(),
    reader.annotator,
  );
}
