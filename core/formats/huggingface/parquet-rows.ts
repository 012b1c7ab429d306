import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js';
import type { Features } from './features.ts';
import { parquetSchema } from './features.ts';

/** A row group is full with so many rows, or so many characters of text and record, whichever comes first. */
const MOST_ROWS = 1000;
const MOST_CHARACTERS = 2 * 1024 * 1024;

/** Writes rows as Parquet, a row group at a time: no more than one is in memory. */
export interface ParquetRows<Row> {
  /** `characters`: about how many are in the row. */
  add(row: Row, characters: number): void;
  end(): void;
}

/** `write` gets the bytes in their order. */
export function openParquetRows<Row extends object>(
  features: Features,
  write: (bytes: Uint8Array) => void,
): ParquetRows<Row> {
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({ writer: bytes, schema: parquetSchema(features) });
  const columns = Object.keys(features) as (string & keyof Row)[];
  let rows: Row[] = [];
  let characters = 0;
  const take = (): void => {
    write(bytes.getBytes().slice());
    // The offset goes on: it is that of the file.
    bytes.index = 0;
  };
  const endGroup = (): void => {
    if (rows.length === 0) return;
    void parquet.write({
      columnData: columns.map((name) => ({ name, data: rows.map((row) => row[name]) })),
      rowGroupSize: rows.length,
    });
    rows = [];
    characters = 0;
    take();
  };
  return {
    add(row, size) {
      rows.push(row);
      characters += size;
      if (rows.length === MOST_ROWS || characters >= MOST_CHARACTERS) endGroup();
    },
    end() {
      endGroup();
      void parquet.finish();
      take();
    },
  };
}
