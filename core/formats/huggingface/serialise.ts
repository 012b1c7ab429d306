import type { OpenWriter } from '../exchange.ts';
import { annotationsOf } from '../json-spans/flatten.ts';
import { jsonLine } from '../json-spans/read-json.ts';
import type { Split } from '../split/split-options.ts';
import { SPLITS } from '../split/split-options.ts';
import { splitOfDocument } from '../split/split-plan.ts';
import { collected } from '../writing/collect.ts';
import { datasetCard } from './card.ts';
import { createCardTally } from './card-facts.ts';
import type { ParquetRows } from './parquet-rows.ts';
import { openParquetRows } from './parquet-rows.ts';
import { rowOf } from './row.ts';
import { splitPath } from './split-path.ts';

/**
 * A folder that the Hugging Face Hub takes as it is (formats.md 11): for each split one file of JSON Lines, which holds
 * everything, and the same as Parquet, which the card names; and the card. Without splits everything is for training; a
 * split without documents has no files.
 */
export const openHuggingface: OpenWriter = (_survey, options, sink) => {
  const tally = createCardTally();
  const parquet = new Map<Split, ParquetRows>();
  const rowsOf = (split: Split): ParquetRows => {
    const open = parquet.get(split);
    if (open !== undefined) return open;
    const path = splitPath(split, 'parquet');
    sink.write(splitPath(split, 'jsonl'), '');
    sink.write(path, new Uint8Array());
    const rows = openParquetRows((bytes) => sink.write(path, bytes));
    parquet.set(split, rows);
    return rows;
  };
  sink.write('README.md', '');
  for (const split of SPLITS) {
    if (options.split === undefined ? split === 'train' : options.split.documents[split] > 0) rowsOf(split);
  }
  return {
    add(document) {
      const split = splitOfDocument(options.split, document);
      const { row, written, losses } = rowOf(document, options);
      losses.forEach(sink.lose);
      tally.add({ ...document, annotations: annotationsOf(document, options.layers) }, row, written, split);
      const rows = rowsOf(split);
      sink.write(splitPath(split, 'jsonl'), jsonLine(row));
      rows.add(row);
      return written;
    },
    end() {
      // A dataset without a file is none.
      if (parquet.size === 0) rowsOf('train');
      for (const rows of parquet.values()) rows.end();
      sink.write('README.md', datasetCard(tally.facts(), options));
      return {};
    },
  };
};

export const serialiseHuggingface = collected(openHuggingface);
