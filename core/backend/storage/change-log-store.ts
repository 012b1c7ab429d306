import type { Change } from '#model/change.ts';
import type { AnnotatorId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { ReadableDatabase, WritableDatabase } from './connection.ts';
import { command, query, type RowOf } from './statement.ts';

/** `create` makes the project and cannot be undone. */
export type GroupKind = 'create' | 'edit' | 'import' | 'undo' | 'redo';

/** One step of the history. */
export interface GroupRow {
  /** Counts up by one: the only order. */
  readonly id: number;
  readonly time: string;
  readonly annotatorId: AnnotatorId;
  readonly kind: GroupKind;
  /** Such as `annotation.create`; for undo and redo that of the target. */
  readonly action: string;
  /** The group undone or redone; for a redo the one that was first done. */
  readonly targetId: number | null;
}

/** One record before and after, as canonical JSON. */
export interface ChangeRow {
  readonly id: number;
  readonly groupId: number;
  readonly kind: Change['kind'];
  readonly recordId: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly hash: string;
}

const group = {
  id: 'integer',
  time: 'text',
  annotator_id: 'text',
  kind: 'text',
  action: 'text',
  target_id: 'integer?',
} as const;
const change = {
  id: 'integer',
  group_id: 'integer',
  kind: 'text',
  record_id: 'text',
  before: 'text?',
  after: 'text?',
  hash: 'text',
} as const;
const CHANGE_NAMES = 'id, group_id, kind, record_id, "before", "after", hash';

export const statements = {
  groups: query(
    'SELECT id, time, annotator_id, kind, action, target_id FROM change_group ORDER BY id',
    [],
    group,
  ),
  lastGroup: query(
    'SELECT id, time, annotator_id, kind, action, target_id FROM change_group ORDER BY id DESC LIMIT 1',
    [],
    group,
  ),
  lastChange: query(`SELECT ${CHANGE_NAMES} FROM change ORDER BY id DESC LIMIT 1`, [], change),
  changesAfter: query(
    `SELECT ${CHANGE_NAMES} FROM change WHERE group_id = ? AND id > ? ORDER BY id LIMIT ?`,
    ['integer', 'integer', 'integer'],
    change,
  ),
  changesBefore: query(
    `SELECT ${CHANGE_NAMES} FROM change WHERE group_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    ['integer', 'integer', 'integer'],
    change,
  ),
  all: query(`SELECT ${CHANGE_NAMES} FROM change ORDER BY id`, [], change),
  insertGroup: command(
    'INSERT INTO change_group (id, time, annotator_id, kind, action, target_id) VALUES (?, ?, ?, ?, ?, ?)',
    ['integer', 'text', 'text', 'text', 'text', 'integer?'],
  ),
  insertChange: command(
    `INSERT INTO change (id, group_id, kind, record_id, "before", "after", hash) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ['integer', 'integer', 'text', 'text', 'text?', 'text?', 'text'],
  ),
};

export function insertGroup(db: WritableDatabase, row: GroupRow): void {
  statements.insertGroup.run(db, row.id, row.time, row.annotatorId, row.kind, row.action, row.targetId);
}

export function insertChange(db: WritableDatabase, row: ChangeRow): void {
  const { id, groupId, kind, recordId, before, after, hash } = row;
  statements.insertChange.run(db, id, groupId, kind, recordId, before, after, hash);
}

/** All steps, oldest first. */
export function readGroups(db: ReadableDatabase): GroupRow[] {
  return statements.groups.all(db).map(toGroup);
}

export function lastGroup(db: ReadableDatabase): GroupRow | null {
  const row = statements.lastGroup.get(db);
  return row === undefined ? null : toGroup(row);
}

export function lastChange(db: ReadableDatabase): ChangeRow | null {
  const row = statements.lastChange.get(db);
  return row === undefined ? null : toChange(row);
}

/** Every row of the log in order. */
export function* eachChange(db: ReadableDatabase): Iterable<ChangeRow> {
  for (const row of statements.all.each(db)) yield toChange(row);
}

const PAGE = 500;

/** The changes of one group, page by page, so that the connection may write between two pages. */
export function* changesOfGroup(
  db: ReadableDatabase,
  groupId: number,
  order: 'forward' | 'backward',
): Iterable<readonly ChangeRow[]> {
  const [statement, first] =
    order === 'forward' ? [statements.changesAfter, 0] : [statements.changesBefore, Number.MAX_SAFE_INTEGER];
  let at = first;
  for (;;) {
    const page = statement.all(db, groupId, at, PAGE).map(toChange);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    at = last.id;
  }
}

/** The change as the model knows it. */
export function parseChange(row: ChangeRow): Change {
  return {
    kind: row.kind,
    id: row.recordId,
    before: row.before === null ? null : JSON.parse(row.before),
    after: row.after === null ? null : JSON.parse(row.after),
  } as Change;
}

function toGroup(row: RowOf<typeof group>): GroupRow {
  return {
    id: row.id,
    time: row.time,
    annotatorId: asId<AnnotatorId>(row.annotator_id),
    kind: row.kind as GroupKind,
    action: row.action,
    targetId: row.target_id,
  };
}

function toChange(row: RowOf<typeof change>): ChangeRow {
  return {
    id: row.id,
    groupId: row.group_id,
    kind: row.kind as Change['kind'],
    recordId: row.record_id,
    before: row.before,
    after: row.after,
    hash: row.hash,
  };
}
