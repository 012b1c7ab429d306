import { stacksOf } from '#backend/history-stacks.ts';
import { remembered } from '#backend/remembered.ts';
import { recordStores } from '#backend/storage/apply.ts';
import { type ChangeRow, eachChange, type GroupRow, readGroups } from '#backend/storage/change-log-store.ts';
import type { ReadableDatabase } from '#backend/storage/connection.ts';
import { CHAIN_START, chainHash, groupJson } from '#backend/storage/hash-chain.ts';
import type { RecordStore } from '#backend/storage/record-store.ts';
import { sha256 } from '#backend/storage/text-store.ts';
import { canonicalJson } from '#model/canonical-json.ts';
import type { RecordKind, RecordTypes } from '#model/change.ts';
import { statusId } from '#model/record-change.ts';
import { attempt, type Pause, type Report } from './problem.ts';

const ROWS_BETWEEN_PAUSES = 200;

/** The log's chain and order, and that the tables are what it leads to. Answers how many rows it has. */
export async function checkLog(db: ReadableDatabase, report: Report, pause: Pause): Promise<number> {
  const groups = new Map<number, GroupRow>();
  const list = readGroups(db);
  for (const group of list) groups.set(group.id, group);
  checkSteps(list, report);

  /** Hash of each record's JSON, by kind and id, as the log leaves it. */
  const replayed = new Map<string, string>();
  let previous = CHAIN_START;
  const jsonOf = remembered(groupJson);
  let rows = 0;
  for (const row of eachChange(db)) {
    rows += 1;
    previous = checkRow(row, groups, { previous, rows, jsonOf }, report);
    replay(row, replayed, report);
    if (rows % ROWS_BETWEEN_PAUSES === 0) await pause();
  }
  await compareTables(db, replayed, report, pause);
  return rows;
}

function checkSteps(groups: readonly GroupRow[], report: Report): void {
  try {
    stacksOf(groups);
  } catch (error) {
    report('history', 'change log', error instanceof Error ? error.message : String(error));
  }
  for (const [index, group] of groups.entries()) {
    if (group.id !== index + 1) {
      report('history', `step ${group.id}`, `Step ${index + 1} of the change log is missing.`);
      return;
    }
  }
}

/** Answers the row's hash, for the next row. */
function checkRow(
  row: ChangeRow,
  groups: ReadonlyMap<number, GroupRow>,
  at: {
    readonly previous: string;
    readonly rows: number;
    readonly jsonOf: (group: GroupRow) => string;
  },
  report: Report,
): string {
  const place = `change ${row.id}`;
  const group = groups.get(row.groupId);
  if (group === undefined) {
    report('chain', place, 'Its step is missing.');
  } else if (row.id !== at.rows) {
    report('chain', place, `It stands where change ${at.rows} should be.`);
  } else if (chainHash(at.previous, at.jsonOf(group), row) !== row.hash) {
    report('chain', place, 'Its hash does not follow from the change before it: the log was altered.');
  }
  return row.hash;
}

function replay(row: ChangeRow, replayed: Map<string, string>, report: Report): void {
  const key = `${row.kind} ${row.recordId}`;
  const before = row.before === null ? undefined : sha256(row.before);
  if (replayed.get(key) !== before) {
    report('replay', `change ${row.id}`, `It does not start from what ${key} was then.`);
  }
  if (row.after === null) replayed.delete(key);
  else replayed.set(key, sha256(row.after));
}

/** Whatever is left in `replayed` at the end is in the log and not in the tables. */
async function compareTables(
  db: ReadableDatabase,
  replayed: Map<string, string>,
  report: Report,
  pause: Pause,
): Promise<void> {
  for (const kind of Object.keys(recordStores) as RecordKind[]) {
    await attempt(report, `${kind} records`, () => compareKind(db, kind, replayed, report, pause));
    for (const key of replayed.keys()) {
      if (!key.startsWith(`${kind} `)) continue;
      report('replay', key, 'The change log has it, but it is not stored or could not be read.');
    }
  }
}

async function compareKind(
  db: ReadableDatabase,
  kind: RecordKind,
  replayed: Map<string, string>,
  report: Report,
  pause: Pause,
): Promise<void> {
  const store = recordStores[kind] as unknown as RecordStore<RecordKind>;
  let rows = 0;
  for (const record of store.all(db)) {
    rows += 1;
    if (rows % ROWS_BETWEEN_PAUSES === 0) await pause();
    const key = `${kind} ${idOf(kind, record)}`;
    const expected = replayed.get(key);
    replayed.delete(key);
    if (expected === undefined) report('replay', key, 'It is stored, but the change log does not know it.');
    else if (expected !== sha256(canonicalJson(record))) {
      report('replay', key, 'It is not what the change log leads to.');
    }
  }
}

function idOf(kind: RecordKind, record: RecordTypes[RecordKind]): string {
  switch (kind) {
    case 'scheme':
      return String((record as RecordTypes['scheme']).version);
    case 'document-status':
      return statusId(record as RecordTypes['document-status']);
    default:
      return (record as { readonly id: string }).id;
  }
}
