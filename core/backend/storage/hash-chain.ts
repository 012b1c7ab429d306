import { canonicalJson } from '#model/canonical-json.ts';
import type { ChangeRow, GroupRow } from './change-log-store.ts';
import { sha256 } from './text-store.ts';

/** The hash before the first row. */
export const CHAIN_START = '0'.repeat(64);

/** Lower-case hex SHA-256 of the previous row's hash and the canonical JSON of this row with its group. */
export function chainHash(previous: string, group: GroupRow, row: Omit<ChangeRow, 'hash'>): string {
  return sha256(
    previous +
      canonicalJson({
        group: {
          id: group.id,
          time: group.time,
          annotatorId: group.annotatorId,
          kind: group.kind,
          action: group.action,
          targetId: group.targetId,
        },
        id: row.id,
        kind: row.kind,
        recordId: row.recordId,
        before: row.before,
        after: row.after,
      }),
  );
}
