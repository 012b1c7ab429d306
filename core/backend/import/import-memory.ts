import type { ColumnChoice, FoundTable, TableChoices } from '#formats/exchange.ts';
import type { FormatId } from '#formats/registry.ts';
import { canonicalJson } from '#model/canonical-json.ts';
import type { ReadableDatabase, WritableDatabase } from '../storage/connection.ts';
import {
  listImportChoices,
  putImportChoice,
  readImportChoice,
  removeImportChoice,
} from '../storage/import-choice-store.ts';
import type { FoundName } from './fit-documents.ts';
import type { SchemeName } from './name-map.ts';

/** What was chosen at earlier imports of a format into this project. */
export interface ImportMemory {
  /** What a name became; `undefined` where nothing was chosen. */
  name(layer: string, label: string | null): SchemeName | null | undefined;
  /** Of tables: what their columns hold, and which sheet was read. */
  readonly tables: Pick<TableChoices, 'columnsBefore' | 'sheetsBefore'>;
}

export const NO_MEMORY: ImportMemory = { name: () => undefined, tables: {} };

export function importMemory(db: ReadableDatabase, format: FormatId): ImportMemory {
  return {
    name(layer, label) {
      const choice = readImportChoice(db, 'name', format, canonicalJson([layer, label]));
      return choice === null ? undefined : (JSON.parse(choice) as SchemeName | null);
    },
    tables: {
      columnsBefore: listImportChoices(db, 'columns', format).map(
        ({ choice }) => JSON.parse(choice) as readonly ColumnChoice[],
      ),
      sheetsBefore: listImportChoices(db, 'sheet', format).map(({ subject, choice }) => ({
        names: JSON.parse(subject) as readonly string[],
        sheet: choice,
      })),
    },
  };
}

/** Keeps what the user chose for files of a format, in the transaction that is open. */
export function rememberChoices(
  db: WritableDatabase,
  format: FormatId,
  {
    names,
    table,
    chosen,
    sheetChosen,
  }: {
    readonly names: readonly FoundName[];
    readonly table: FoundTable | null;
    /** Names that the user chose something for, by `nameKey`. */
    readonly chosen: (layer: string, label: string | null) => boolean;
    readonly sheetChosen: boolean;
  },
): void {
  for (const { layer, label, to, by } of names) {
    // What could not be added to the scheme was not chosen to be left out.
    if ((by === 'choice' || by === 'new') && chosen(layer, label)) {
      putImportChoice(db, 'name', format, canonicalJson([layer, label]), canonicalJson(to));
    }
  }
  if (table?.columns.some(({ by }) => by === 'choice') === true) {
    const columns = table.columns.map(({ name, role }): ColumnChoice => ({ name, role }));
    putImportChoice(
      db,
      'columns',
      format,
      canonicalJson(columns.map(({ name }) => name)),
      canonicalJson(columns),
    );
  }
  if (table !== null && table.sheet !== null && sheetChosen) {
    putImportChoice(db, 'sheet', format, canonicalJson(table.sheets.map(({ name }) => name)), table.sheet);
  }
}

export function forgetChoices(
  db: WritableDatabase,
  {
    format,
    names,
    columns,
    sheets,
  }: {
    readonly format: FormatId;
    readonly names: readonly { readonly layer: string; readonly label: string | null }[];
    readonly columns: readonly string[];
    readonly sheets: readonly string[];
  },
): void {
  for (const { layer, label } of names) {
    removeImportChoice(db, 'name', format, canonicalJson([layer, label]));
  }
  if (columns.length > 0) removeImportChoice(db, 'columns', format, canonicalJson(columns));
  if (sheets.length > 0) removeImportChoice(db, 'sheet', format, canonicalJson(sheets));
}
