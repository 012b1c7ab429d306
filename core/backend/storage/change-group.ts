import { canonicalJson } from '#model/canonical-json.ts';
import type { Change } from '#model/change.ts';
import type { AnnotatorId } from '#model/ids.ts';
import { applyChange } from './apply.ts';
import {
  type GroupKind,
  type GroupRow,
  insertChange,
  insertGroup,
  lastChange,
  lastGroup,
} from './change-log-store.ts';
import type { WritableDatabase } from './connection.ts';
import { CHAIN_START, chainHash, groupJson } from './hash-chain.ts';

/** Writes the changes of one step of history, to the tables and to the log. Use inside one transaction. */
export interface ChangeGroup {
  /** Answers the change as it was stored. */
  write(change: Change): Change;
  /** The step, once something was written; a step without changes is not stored. */
  written(): GroupRow | null;
  /** Id of the newest row of the change log, 0 where it is empty. */
  sequence(): number;
}

export function startGroup(
  db: WritableDatabase,
  head: {
    readonly time: string;
    readonly annotatorId: AnnotatorId;
    readonly kind: GroupKind;
    readonly action: string;
    readonly targetId: number | null;
  },
): ChangeGroup {
  const group: GroupRow = { id: (lastGroup(db)?.id ?? 0) + 1, ...head };
  const last = lastChange(db);
  let sequence = last?.id ?? 0;
  let hash = last?.hash ?? CHAIN_START;
  let begun = false;
  const json = groupJson(group);

  return {
    write(change) {
      if (!begun) insertGroup(db, group);
      begun = true;
      const before = storable(change.before);
      const after = storable(change.after);
      const stored = { ...change, before: before.record, after: after.record } as Change;
      applyChange(db, stored);
      sequence += 1;
      const row = {
        id: sequence,
        groupId: group.id,
        kind: change.kind,
        recordId: change.id,
        before: before.json,
        after: after.json,
      };
      hash = chainHash(hash, json, row);
      insertChange(db, { ...row, hash });
      return stored;
    },
    written: () => (begun ? group : null),
    sequence: () => sequence,
  };
}

/** `JSON.stringify` writes only half surrogate pairs so; a backslash of the text itself is doubled. */
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/**
 * A record and its JSON. Half of a surrogate pair, which can stand in a note, cannot be stored as UTF-8 and
 * becomes U+FFFD here, so that tables and log stay equal.
 */
function storable<R>(record: R | null): { readonly record: R | null; readonly json: string | null } {
  if (record === null) return { record, json: null };
  const json = canonicalJson(record);
  if (!json.includes('\\ud')) return { record, json };
  const tidy = json.replace(LONE_SURROGATE, '$1\ufffd');
  return tidy === json ? { record, json } : { record: JSON.parse(tidy) as R, json: tidy };
}
