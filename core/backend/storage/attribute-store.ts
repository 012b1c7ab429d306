import type { Attributes, AttributeValue, Fragment, LinkTarget } from '#model/annotation.ts';
import { type AnnotationId, type AttributeId, asId, type DocumentId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import type { ReadableDatabase, WritableDatabase } from './connection.ts';
import { command, query } from './statement.ts';

const attribute = { annotation_id: 'text', name: 'text', is: 'text' } as const;
const value = { annotation_id: 'text', name: 'text', value: 'text' } as const;
const link = {
  annotation_id: 'text',
  name: 'text',
  position: 'integer',
  kind: 'text',
  target_id: 'text?',
  text: 'text?',
} as const;
const linkFragment = {
  annotation_id: 'text',
  name: 'text',
  link_position: 'integer',
  start: 'integer',
  end: 'integer',
} as const;

/** One SQL for one annotation and one for all of a document: `${from}` joins and restricts the table `x`. */
function forms(from: (table: string) => string) {
  return {
    attributes: query(
      `SELECT x.annotation_id, x.name, x."is" FROM ${from('attribute')}`,
      ['text'],
      attribute,
    ),
    values: query(
      `SELECT x.annotation_id, x.name, x.value FROM ${from('attribute_value')}
       ORDER BY x.annotation_id, x.name, x.position`,
      ['text'],
      value,
    ),
    links: query(
      `SELECT x.annotation_id, x.name, x.position, x.kind, x.target_id, x.text FROM ${from('attribute_link')}
       ORDER BY x.annotation_id, x.name, x.position`,
      ['text'],
      link,
    ),
    linkFragments: query(
      `SELECT x.annotation_id, x.name, x.link_position, x.start, x."end" FROM ${from('attribute_link_fragment')}
       ORDER BY x.annotation_id, x.name, x.link_position, x.position`,
      ['text'],
      linkFragment,
    ),
  };
}
type Forms = ReturnType<typeof forms>;

const ofAnnotation = forms((table) => `${table} x WHERE x.annotation_id = ?`);
const ofDocument = forms(
  (table) => `annotation a JOIN ${table} x ON x.annotation_id = a.id WHERE a.document_id = ?`,
);

export const statements = {
  attributesOfAnnotation: ofAnnotation.attributes,
  valuesOfAnnotation: ofAnnotation.values,
  linksOfAnnotation: ofAnnotation.links,
  linkFragmentsOfAnnotation: ofAnnotation.linkFragments,
  attributesOfDocument: ofDocument.attributes,
  valuesOfDocument: ofDocument.values,
  linksOfDocument: ofDocument.links,
  linkFragmentsOfDocument: ofDocument.linkFragments,
  insert: command('INSERT INTO attribute (annotation_id, name, "is") VALUES (?, ?, ?)', [
    'text',
    'text',
    'text',
  ]),
  insertValue: command(
    'INSERT INTO attribute_value (annotation_id, name, position, value) VALUES (?, ?, ?, ?)',
    ['text', 'text', 'integer', 'text'],
  ),
  insertLink: command(
    `INSERT INTO attribute_link (annotation_id, name, position, kind, target_id, text)
     VALUES (?, ?, ?, ?, ?, ?)`,
    ['text', 'text', 'integer', 'text', 'text?', 'text?'],
  ),
  insertLinkFragment: command(
    `INSERT INTO attribute_link_fragment (annotation_id, name, link_position, position, start, "end")
     VALUES (?, ?, ?, ?, ?, ?)`,
    ['text', 'text', 'integer', 'integer', 'integer', 'integer'],
  ),
  remove: command('DELETE FROM attribute WHERE annotation_id = ?', ['text']),
};

export function attributesOfAnnotation(db: ReadableDatabase, id: AnnotationId): Attributes {
  return assemble(db, ofAnnotation, id).get(id) ?? {};
}

/** Attributes of all annotations of a document; those without any are absent. */
export function attributesOfDocument(
  db: ReadableDatabase,
  id: DocumentId,
): ReadonlyMap<AnnotationId, Attributes> {
  return assemble(db, ofDocument, id);
}

export function replaceAttributes(db: WritableDatabase, id: AnnotationId, attributes: Attributes): void {
  statements.remove.run(db, id);
  insertAttributes(db, id, attributes);
}

export function insertAttributes(db: WritableDatabase, id: AnnotationId, attributes: Attributes): void {
  for (const [name, set] of Object.entries(attributes) as [AttributeId, AttributeValue | undefined][]) {
    if (set === undefined) continue;
    statements.insert.run(db, id, name, set.is);
    if (set.is === 'values') {
      for (const [position, each] of set.values.entries()) {
        statements.insertValue.run(db, id, name, position, each);
      }
    } else if (set.is === 'links') {
      for (const [position, target] of set.links.entries()) insertLink(db, id, name, position, target);
    }
  }
}

function insertLink(
  db: WritableDatabase,
  id: AnnotationId,
  name: AttributeId,
  position: number,
  target: LinkTarget,
): void {
  const targetId = target.kind === 'annotation' ? target.id : null;
  const text = target.kind === 'text' ? target.text : null;
  statements.insertLink.run(db, id, name, position, target.kind, targetId, text);
  if (target.kind !== 'fragments') return;
  for (const [at, { start, end }] of target.fragments.entries()) {
    statements.insertLinkFragment.run(db, id, name, position, at, start, end);
  }
}

function assemble(db: ReadableDatabase, form: Forms, id: string): Map<AnnotationId, Attributes> {
  const rows = form.attributes.all(db, id);
  const found = new Map<AnnotationId, Record<AttributeId, AttributeValue>>();
  if (rows.length === 0) return found;

  const values = group(form.values.all(db, id), keyOf, (row) => row.value);
  const fragments = group(
    form.linkFragments.all(db, id),
    (row) => `${keyOf(row)}\n${row.link_position}`,
    (row): Fragment => ({ start: asUtf16(row.start), end: asUtf16(row.end) }),
  );
  const links = group(form.links.all(db, id), keyOf, (row) =>
    toTarget(row.kind, row.target_id, row.text, fragments.get(`${keyOf(row)}\n${row.position}`) ?? []),
  );

  for (const row of rows) {
    const annotationId = asId<AnnotationId>(row.annotation_id);
    const attributes = found.get(annotationId) ?? {};
    found.set(annotationId, attributes);
    const key = keyOf(row);
    attributes[asId<AttributeId>(row.name)] = toValue(row.is, values.get(key) ?? [], links.get(key) ?? []);
  }
  return found;
}

function keyOf(row: { readonly annotation_id: string; readonly name: string }): string {
  return `${row.annotation_id}\n${row.name}`;
}

function group<Row, Value>(rows: readonly Row[], key: (row: Row) => string, value: (row: Row) => Value) {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const members = groups.get(key(row));
    if (members === undefined) groups.set(key(row), [value(row)]);
    else members.push(value(row));
  }
  return groups;
}

function toValue(is: string, values: readonly string[], links: readonly LinkTarget[]): AttributeValue {
  switch (is) {
    case 'none':
    case 'not-applicable':
      return { is };
    case 'values':
      return { is, values };
    case 'links':
      return { is, links };
    default:
      throw new Error(`An attribute is stored as "${is}", which is unknown.`);
  }
}

function toTarget(
  kind: string,
  targetId: string | null,
  text: string | null,
  fragments: readonly Fragment[],
): LinkTarget {
  switch (kind) {
    case 'annotation':
      return { kind, id: asId<AnnotationId>(targetId ?? '') };
    case 'fragments':
      return { kind, fragments };
    case 'article':
    case 'inherited':
      return { kind };
    case 'text':
      return { kind, text: text ?? '' };
    default:
      throw new Error(`A link is stored as "${kind}", which is unknown.`);
  }
}
