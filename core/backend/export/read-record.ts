import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { recordOf } from '#formats/jsonl/record-of.ts';
import { compareAlphabetically } from '#formats/report/alphabetical.ts';
import type { DocumentId } from '#model/ids.ts';
import type { ProjectReader } from '../session.ts';
import type { ExportPlan } from './plan.ts';

/** By title, then id: the same project gives the same file. */
function documentOrder(reader: ProjectReader, isReport: boolean): DocumentId[] {
  const compareTitles = isReport ? compareAlphabetically : compare;
  return reader
    .documentTitles()
    .toSorted((a, b) => compareTitles(a.title, b.title) || compare(a.id, b.id))
    .map(({ id }) => id);
}

/** The documents of an export in their order: none where the format holds the scheme alone. */
export function documentsOf(
  reader: ProjectReader,
  { documents, info }: Pick<ExportPlan, 'documents' | 'info'>,
): DocumentId[] {
  if (documents === null) return [];
  const { ids, states } = documents;
  const all = documentOrder(reader, info.report === true);
  const chosen = ids === null ? all : all.filter((id) => ids.has(id));
  return states === null
    ? chosen
    : chosen.filter((id) => isInState(reader, id, states, documents.annotators));
}

/** An annotator who never touched a document has no state with it; it is unassigned then. */
function isInState(
  reader: ProjectReader,
  id: DocumentId,
  states: ReadonlySet<string>,
  annotators: ReadonlySet<string> | null,
): boolean {
  const own = reader.statusesOf(id).filter(({ annotatorId }) => annotators?.has(annotatorId) ?? true);
  return own.length === 0 ? states.has('unassigned') : own.some(({ state }) => states.has(state));
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
