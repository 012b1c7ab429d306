import { call, type InspectedFile } from '../../client/bridge.ts';
import { warn } from '../../state/notices.ts';
import type { FoundTable } from './file-choice.ts';

/** Forgets what the names of these files became at earlier imports. */
export async function forget(inspected: readonly InspectedFile[]): Promise<void> {
  for (const { format, names } of inspected) {
    const remembered = names.filter(({ by }) => by === 'memory');
    if (format === null || remembered.length === 0) continue;
    const reply = await call('import.forget', {
      format,
      names: remembered.map(({ layer, label }) => ({ layer, label })),
    });
    if (!reply.ok) warn(reply.error.message);
  }
}

/** Forgets what was chosen for a table at earlier imports: its columns and its sheet. */
export async function forgetTable(table: FoundTable, format: 'csv' | 'tsv' | 'xlsx'): Promise<void> {
  const reply = await call('import.forget', {
    format,
    columns: table.columns.map(({ name }) => name),
    sheets: table.sheets.map(({ name }) => name),
  });
  if (!reply.ok) warn(reply.error.message);
}
