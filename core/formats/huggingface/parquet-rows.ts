import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { ParquetWriter } from 'hyparquet-writer/src/parquet-writer.js';
import { FEATURES, parquetSchema } from './features.ts';
import type { Row } from './row.ts';

/** A row group is full with so many rows, or so many characters of text and record, whichever comes first. */
const MOST_ROWS = 1000;
const MOST_CHARACTERS = 2 * 1024 * 1024;

/** Writes rows as Parquet, a row group at a time: no more than one is in memory. */
export interface ParquetRows {
  add(row: Row): void;
  end(): void;
}

/** `write` gets the bytes in their order. */
export function openParquetRows(write: (bytes: Uint8Array) => void): ParquetRows {
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({ writer: bytes, schema: parquetSchema() });
  const columns = Object.keys(FEATURES) as (keyof typeof FEATURES)[];
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
    add(row) {
      rows.push(row);
      characters += row.text.length + row.standoff.length;
      if (rows.length === MOST_ROWS || characters >= MOST_CHARACTERS) endGroup();
    },
    end() {
      endGroup();
      void parquet.finish();
      take();
    },
  };
}
