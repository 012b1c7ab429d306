import type { ReadableDatabase, WritableDatabase } from './connection.ts';
import { command, query } from './statement.ts';

export type ChoiceKind = 'name' | 'columns' | 'sheet';

export const statements = {
  read: query(
    'SELECT choice FROM import_choice WHERE what = ? AND format = ? AND subject = ?',
    ['text', 'text', 'text'],
    { choice: 'text' },
  ),
  list: query(
    'SELECT subject, choice FROM import_choice WHERE what = ? AND format = ? ORDER BY subject',
    ['text', 'text'],
    {
      subject: 'text',
      choice: 'text',
    },
  ),
  put: command('INSERT OR REPLACE INTO import_choice (what, format, subject, choice) VALUES (?, ?, ?, ?)', [
    'text',
    'text',
    'text',
    'text',
  ]),
  remove: command('DELETE FROM import_choice WHERE what = ? AND format = ? AND subject = ?', [
    'text',
    'text',
    'text',
  ]),
};

/** The JSON of what was chosen; `null` where nothing was. */
export function readImportChoice(
  db: ReadableDatabase,
  what: ChoiceKind,
  format: string,
  subject: string,
): string | null {
  return statements.read.get(db, what, format, subject)?.choice ?? null;
}

export function listImportChoices(
  db: ReadableDatabase,
  what: ChoiceKind,
  format: string,
): readonly { readonly subject: string; readonly choice: string }[] {
  return statements.list.all(db, what, format);
}

/** Keeps a choice in the place of an earlier one. */
export function putImportChoice(
  db: WritableDatabase,
  what: ChoiceKind,
  format: string,
  subject: string,
  choice: string,
): void {
  statements.put.run(db, what, format, subject, choice);
}

export function removeImportChoice(
  db: WritableDatabase,
  what: ChoiceKind,
  format: string,
  subject: string,
): void {
  statements.remove.run(db, what, format, subject);
}
