import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { writable } from './connection.ts';
import { migrate } from './migrate.ts';
import type { Columns, ColumnType } from './statement.ts';

interface AnyStatement {
  readonly sql: string;
  readonly parameters: readonly ColumnType[];
  readonly columns: Columns | null;
}

const folder = new URL('.', import.meta.url);
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const stores = sources.filter((name) => name.endsWith('-store.ts') && name !== 'record-store.ts');

const db = new Database(':memory:');
migrate(writable(db));

async function statementsOf(store: string): Promise<[name: string, statement: AnyStatement][]> {
  const module: { statements?: Record<string, AnyStatement> } = await import(new URL(store, folder).href);
  return Object.entries(module.statements ?? {});
}

/** What the table says of a column: its declared type, and whether it may be NULL. */
function declaredType(table: string, column: string): string {
  const info = db.pragma(`table_info(${table})`) as { name: string; type: string; notnull: 0 | 1 }[];
  const found = info.find(({ name }) => name === column);
  return `${found?.type.toLowerCase()}${found?.notnull === 1 ? '' : '?'}`;
}

describe.each(stores)('%s', (store) => {
  it('declares of each statement the columns that SQLite gives it', async () => {
    const statements = await statementsOf(store);
    expect(statements.length).toBeGreaterThan(0);
    for (const [name, { sql, columns }] of statements) {
      const prepared = db.prepare(sql);
      if (columns === null) {
        expect(prepared.reader, name).toBe(false);
        continue;
      }
      const actual = prepared.columns();
      expect(
        actual.map((column) => column.name),
        name,
      ).toEqual(Object.keys(columns));
      for (const { name: label, table, column } of actual) {
        // An expression, such as a count, belongs to no table.
        if (table === null || column === null) continue;
        expect(columns[label], `${name}.${label}`).toBe(declaredType(table, column));
      }
    }
  });

  it('declares as many parameters as each statement has', async () => {
    for (const [name, { sql, parameters, columns }] of await statementsOf(store)) {
      const prepared = db.prepare(sql);
      const values = parameters.map((type) =>
        type === 'blob' ? Buffer.alloc(1) : type.startsWith('t') ? '' : 0,
      );
      // Binding counts the parameters; nothing is run.
      const bind = (list: unknown[]) => () => {
        db.prepare(sql).bind(...list);
      };
      expect(bind(values), name).not.toThrow();
      expect(bind([...values, 0]), name).toThrow(RangeError);
      if (values.length > 0) expect(bind(values.slice(1)), name).toThrow(RangeError);
      expect(prepared.reader).toBe(columns !== null);
    }
  });
});

it('SQL is prepared in one place only', () => {
  for (const name of sources) {
    if (name === 'statement.ts') continue;
    expect(readFileSync(new URL(name, folder), 'utf8'), name).not.toMatch(/\.prepare\(/);
  }
});
