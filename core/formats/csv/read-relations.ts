import type { ExchangeRelation } from '../exchange.ts';
import { fieldOf, readInstant } from '../jsonl/reader.ts';
import type { FileLog } from '../shared/file-log.ts';
import type { Placed } from '../shared/finish-document.ts';
import type { NamedRow } from './columns.ts';
import { objectOf, readAnnotatorCells } from './read-attributes.ts';
import { reportTo } from './read-spans.ts';

/** The rows of one document. One without type or ends is left out, with a notice. */
export function readRelationRows(
  rows: readonly { readonly row: NamedRow; readonly log: FileLog }[],
): Placed<ExchangeRelation>[] {
  return rows.flatMap(({ row, log }) => {
    const type = row.get('type');
    const source = row.get('from_id');
    const target = row.get('to_id');
    if (type === '' || source === '' || target === '') {
      log.notice(row.line, 'The relation has no type, no from_id or no to_id; left out.');
      return [];
    }
    const report = reportTo(log, row.line);
    const cell = objectOf(row.get('attributes'));
    if (cell === null) log.notice(row.line, 'The attributes are not a JSON object and were left out.');
    const relation: ExchangeRelation = {
      id: row.get('relation_id') || null,
      type,
      source,
      target,
      annotator: readAnnotatorCells(cell ?? {}, row.get('annotator'), report),
      createdAt: readInstant(fieldOf(cell ?? {}, 'createdAt', 'attributes'), report),
    };
    return [{ item: relation, line: row.line }];
  });
}
