import type Database from 'better-sqlite3';
import type { ReadableDatabase, WritableDatabase } from './connection.ts';

/** What a column or parameter holds; a trailing `?` allows NULL. */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?' | 'blob';

interface Values {
  readonly text: string;
  readonly 'text?': string | null;
  readonly integer: number;
  readonly 'integer?': number | null;
  readonly blob: Uint8Array;
}
export type Columns = Readonly<Record<string, ColumnType>>;
export type RowOf<C extends Columns> = { readonly [Name in keyof C]: Values[C[Name]] };
export type ParametersOf<P extends readonly ColumnType[]> = {
  readonly [Index in keyof P]: Values[P[Index]];
};

/** A statement that returns rows. A test compares `columns` with what SQLite says of the SQL. */
export interface Query<P extends readonly ColumnType[], C extends Columns> {
  readonly sql: string;
  readonly parameters: P;
  readonly columns: C;
  all(db: ReadableDatabase, ...parameters: ParametersOf<P>): RowOf<C>[];
  get(db: ReadableDatabase, ...parameters: ParametersOf<P>): RowOf<C> | undefined;
  /** Rows one by one; the connection must not write meanwhile. */
  each(db: ReadableDatabase, ...parameters: ParametersOf<P>): IterableIterator<RowOf<C>>;
}

/** A statement that writes and returns nothing. */
export interface Command<P extends readonly ColumnType[]> {
  readonly sql: string;
  readonly parameters: P;
  readonly columns: null;
  /** Answers how many rows it wrote or removed. */
  run(db: WritableDatabase, ...parameters: ParametersOf<P>): number;
}

export function query<const P extends readonly ColumnType[], const C extends Columns>(
  sql: string,
  parameters: P,
  columns: C,
): Query<P, C> {
  return {
    sql,
    parameters,
    columns,
    all: (db, ...values) => prepare(db, sql).all(...values) as RowOf<C>[],
    get: (db, ...values) => prepare(db, sql).get(...values) as RowOf<C> | undefined,
    each: (db, ...values) => prepare(db, sql).iterate(...values) as IterableIterator<RowOf<C>>,
  };
}

export function command<const P extends readonly ColumnType[]>(sql: string, parameters: P): Command<P> {
  return {
    sql,
    parameters,
    columns: null,
    run: (db, ...values) => prepare(db, sql).run(...values).changes,
  };
}

function prepare(db: ReadableDatabase, sql: string): Database.Statement {
  let statement = db.prepared.get(sql);
  if (statement === undefined) {
    statement = db.raw.prepare(sql);
    db.prepared.set(sql, statement);
  }
  return statement;
}
