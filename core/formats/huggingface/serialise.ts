import { parquetWriteBuffer } from 'hyparquet-writer/src/write.js';
import type { ExchangeDocument, Loss, OutputFile, WriteOptions, WrittenFiles } from '../exchange.ts';
import { annotationsOf } from '../json-spans/flatten.ts';
import { jsonLine, pushAll } from '../json-spans/read-json.ts';
import { splitStatistics } from '../split/split.ts';
import { SPLITS } from '../split/split-options.ts';
import { splitOfDocument } from '../split/split-plan.ts';
import { datasetCard } from './card.ts';
import { FEATURES, parquetSchema } from './features.ts';
import type { Row } from './row.ts';
import { rowOf } from './row.ts';
import { splitPath } from './split-path.ts';

/**
 * A folder that the Hugging Face Hub takes as it is (formats.md 11): for each split one file of JSON Lines, which holds
 * everything, and the same as Parquet, which the card names; and the card. Without splits everything is for training; a
 * split without documents has no files.
 */
export function serialiseHuggingface(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
): WrittenFiles {
  const chosen = documents.map((document) => ({
    ...document,
    annotations: annotationsOf(document, options.layers),
  }));
  const splitOf = chosen.map((document) => splitOfDocument(options.split, document));
  const split = {
    splitOf,
    groups: options.split?.groups ?? [],
    ...splitStatistics(chosen, splitOf),
  };
  const losses: Loss[] = [];
  const rows = documents.map((document) => {
    const written = rowOf(document, options);
    pushAll(losses, written.losses);
    return written.row;
  });
  const files: OutputFile[] = [];
  for (const name of SPLITS) {
    const own = rows.filter((_, index) => splitOf[index] === name);
    // A dataset without a file is none.
    if (own.length === 0 && (name !== 'train' || rows.length > 0)) continue;
    files.push({ path: splitPath(name, 'jsonl'), content: own.map(jsonLine).join('') });
    files.push({ path: splitPath(name, 'parquet'), content: parquetOf(own) });
  }
  const card = datasetCard(chosen, rows, split, options);
  return { files: [{ path: 'README.md', content: card }, ...files], losses, names: {} };
}

function parquetOf(rows: readonly Row[]): Uint8Array {
  const columns = Object.keys(FEATURES) as (keyof typeof FEATURES)[];
  return new Uint8Array(
    parquetWriteBuffer({
      schema: parquetSchema(),
      columnData: columns.map((name) => ({ name, data: rows.map((row) => row[name]) })),
    }),
  );
}
