import type { Migration } from './migration.ts';

/**
 * What the user chose at imports: what a name of a file becomes, what the columns of a table hold, which sheet is read.
 * It is offered again at the next import. No part of the history: undoing an import does not make it forget.
 */
export const importChoice: Migration = {
  version: 2,
  name: 'import-choice',
  sql: `
    -- subject: canonical JSON of the names that the choice is about; choice: JSON too.
    CREATE TABLE import_choice (
      what TEXT NOT NULL CHECK (what IN ('name', 'columns', 'sheet')),
      format TEXT NOT NULL,
      subject TEXT NOT NULL,
      choice TEXT NOT NULL,
      PRIMARY KEY (what, format, subject)
    ) STRICT, WITHOUT ROWID;
  `,
};
