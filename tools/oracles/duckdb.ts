import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tally } from '../tally.ts';
import { type Expected, placeKey, wantedPlaces } from './expected.ts';
import { checked } from './outcome.ts';
import { loadPackage } from './packages.ts';

/** What is used of DuckDB. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{ connect(): Promise<Connection> }>;
  };
}
interface Connection {
  runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): Record<string, unknown>[] }>;
  closeSync(): void;
}

interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** What DuckDB itself cuts out of the text between the offsets. */
  readonly cut: string;
}

/**
 * DuckDB reads Parquet, JSON Lines and CSV, and cuts every fragment out of its text itself. The places are then compared with
 * those of the project.
 */
export async function checkDuckDb(set: string, home: string): Promise<Tally[]> {
  const { DuckDBInstance } = await loadPackage<DuckDb>('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const expected = JSON.parse(readFileSync(join(home, 'expected.json'), 'utf8')) as Expected;
  const texts = expected.documents.map(({ text }) => text).sort();

  const same = (format: string, found: readonly Place[]): void => {
    const off = found.find(({ cut, quote }) => cut !== quote);
    if (off !== undefined)
      throw new Error(`at ${off.start} to ${off.end} stands “${off.cut}” and not “${off.quote}”`);
    const counts = new Map<string, number>();
    for (const { text, start, end, quote } of found) {
      // DuckDB answers 64-bit integers as strings.
      const key = placeKey(text, Number(start), Number(end), quote);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    // Links to stretches of text may be spans of their own there, so more than the wanted ones are found.
    const wanted = wantedPlaces(expected, format);
    const missing = wanted.filter((key) => {
      const count = counts.get(key) ?? 0;
      counts.set(key, count - 1);
      return count <= 0;
    });
    if (missing.length > 0) {
      throw new Error(
        `${missing.length} of ${wanted.length} are missing, such as ${missing[0]?.slice(-200)}`,
      );
    }
  };
  const sameTexts = (found: readonly unknown[]): void => {
    if (JSON.stringify([...found].sort()) !== JSON.stringify(texts)) throw new Error('the texts differ');
  };

  /** Rows of a dataset: a list of spans, each with a list of fragments. */
  const checkDataset = async (source: string): Promise<void> => {
    sameTexts((await rows(`select text from ${source}`)).map(({ text }) => text));
    const found = await rows(`
      select text, f.start as "start", f."end" as "end", f.text as quote, ${cutOf('text', 'f.start', 'f."end"')} as cut
      from (select text, unnest(s.fragments) as f from (select text, unnest(spans) as s from ${source}))`);
    // What its tags leave out is in its spans.
    same('jsonl', found as unknown as Place[]);
  };

  const data = join(home, 'huggingface/data/train-00000-of-00001');
  const tally = [
    await checked(`${set}: DuckDB, huggingface Parquet`, () =>
      checkDataset(`read_parquet('${data}.parquet')`),
    ),
    await checked(`${set}: DuckDB, huggingface JSON Lines`, () =>
      checkDataset(
        `read_json('${data}.jsonl', format = 'newline_delimited', maximum_object_size = 268435456)`,
      ),
    ),
    await checked(`${set}: DuckDB, jsonl`, async () => {
      const source = `read_json('${join(home, 'jsonl/export.jsonl')}', format = 'newline_delimited', maximum_object_size = 268435456)`;
      sameTexts((await rows(`select text from ${source}`)).map(({ text }) => text));
      const found = await rows(`
        select text, f.start as "start", f."end" as "end", f.text as quote, ${cutOf('text', 'f.start', 'f."end"')} as cut
        from (select text, unnest(a.fragments) as f from (select text, unnest(annotations) as a from ${source}))`);
      same('jsonl', found as unknown as Place[]);
    }),
    await checked(`${set}: DuckDB, csv`, async () => {
      const table = (name: string) =>
        `read_csv('${join(home, 'csv', name)}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '\\N', max_line_size = 16777216)`;
      if (!existsSync(join(home, 'csv/spans.csv'))) throw new Error('there is no spans.csv');
      // What the README beside the tables says, without looking behind, which RE2 cannot.
      const guards = [
        "(^)''(''*[=+@＝＋－＠\\t\\r\\n-])",
        "([;|\\t])''(''*[=+@＝＋－＠-])",
        "([\\r\\n])''(''*(?:[=@＝＠]|[+＋－-][^\\r\\n]*[(|!（｜！]))",
      ];
      const bare = (cell: string) =>
        guards.reduce((inner, guard) => `regexp_replace(${inner}, '${guard}', '\\1\\2', 'g')`, cell);
      sameTexts(
        (await rows(`select ${bare('text')} as text from ${table('documents.csv')}`)).map(({ text }) => text),
      );
      const found = await rows(`
        select ${bare('d.text')} as text, s.start::integer as "start", s."end"::integer as "end", ${bare('s.text')} as quote,
               ${cutOf(bare('d.text'), 's.start::integer', 's."end"::integer')} as cut
        from ${table('spans.csv')} s join ${table('documents.csv')} d using (doc_id)`);
      same('csv', found as unknown as Place[]);
    }),
  ];
  connection.closeSync();
  return tally;
}

/** Code points from `start` to `end`, cut by DuckDB: `substr` counts code points from 1. */
function cutOf(text: string, start: string, end: string): string {
  return `substr(${text}, (${start} + 1)::bigint, (${end} - ${start})::bigint)`;
}
