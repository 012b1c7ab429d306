import { canonicalJson } from '#model/canonical-json.ts';
import type { ChangeRow, GroupRow } from './change-log-store.ts';
import { sha256 } from './text-store.ts';

/** The hash before the first row. */
export const CHAIN_START = '0'.repeat(64);

/** The canonical JSON of a group: the same for all of its rows, which may be a million. */
export function groupJson({ id, time, annotatorId, kind, action, targetId }: GroupRow): string {
  return canonicalJson({ id, time, annotatorId, kind, action, targetId });
}

/**
 * Lower-case hex SHA-256 of the previous row's hash and the canonical JSON of this row with its group, which is put together
 * here: its keys are after, before, group, id, kind, recordId. `group` is its `groupJson`.
 */
export function chainHash(previous: string, group: string, row: Omit<ChangeRow, 'hash'>): string {
  const { after, before, id, kind, recordId } = row;
  const [afterJson, beforeJson] = [JSON.stringify(after), JSON.stringify(before)];
  return sha256(
    `${previous}{"after":${afterJson},"before":${beforeJson},"group":${group},"id":${id},"kind":"${kind}","recordId":${JSON.stringify(recordId)}}`,
  );
}
