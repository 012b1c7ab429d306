import type { Field, Report } from './reader.ts';
import {
  fieldOf,
  isAbsent,
  readInstant,
  readList,
  readName,
  readObject,
  readString,
  reportUnknownKeys,
} from './reader.ts';
import type { AnnotatorRef, JsonlRelation } from './record.ts';

/** `{"id", "name"}` with at least one of the two; `null` where absent or, with a problem, neither. */
export function readAnnotator(field: Field, report: Report): AnnotatorRef | null {
  if (isAbsent(field)) return null;
  const object = readObject(field, report);
  if (object === null) return null;
  reportUnknownKeys(object, ['id', 'name'], field.key, report);
  const id = readString(fieldOf(object, 'id', field.key), report, 200);
  const name = readString(fieldOf(object, 'name', field.key), report, 200);
  if (id || name) return { id: id || null, name: name || null };
  report.problem(field.key, 'needs an id or a name');
  return null;
}

const KEYS = ['id', 'type', 'source', 'target', 'annotator', 'createdAt'];

/** The relations of a line; both ends must be annotations of the same line. */
export function readRelations(
  field: Field,
  annotationIds: ReadonlySet<string>,
  report: Report,
): JsonlRelation[] {
  const ids = new Set<string>();
  const relations: JsonlRelation[] = [];
  const readEnd = (end: Field): string | null => {
    const id = readName(end, report);
    if (id === null || annotationIds.has(id)) return id;
    report.problem(end.key, `is "${id}", and no annotation of this line has that id`);
    return null;
  };
  for (const item of readList(field, report) ?? []) {
    const object = readObject(item, report);
    if (object === null) continue;
    reportUnknownKeys(object, KEYS, item.key, report);
    const inItem = (name: string): Field => fieldOf(object, name, item.key);
    const id = readString(inItem('id'), report, 200);
    if (id !== null && ids.has(id)) {
      report.problem(`${item.key}.id`, `is "${id}", as in another relation of this line`);
    }
    if (id !== null) ids.add(id);
    const type = readName(inItem('type'), report);
    const source = readEnd(inItem('source'));
    const target = readEnd(inItem('target'));
    const annotator = readAnnotator(inItem('annotator'), report);
    const createdAt = readInstant(inItem('createdAt'), report);
    if (type === null || source === null || target === null) continue;
    relations.push({ id, type, source, target, annotator, createdAt });
  }
  return relations;
}
