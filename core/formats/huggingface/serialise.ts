import type { OpenWriter } from '../exchange.ts';
import { annotationsOf } from '../json-spans/flatten.ts';
import { jsonLine } from '../json-spans/read-json.ts';
import type { Split } from '../split/split-options.ts';
import { SPLITS } from '../split/split-options.ts';
import { splitOfDocument } from '../split/split-plan.ts';
import { collected } from '../writing/collect.ts';
import { datasetCard } from './card.ts';
import { createCardTally } from './card-facts.ts';
import { FEATURES, SPAN_FEATURES } from './features.ts';
import type { ParquetRows } from './parquet-rows.ts';
import { openParquetRows } from './parquet-rows.ts';
import type { Row } from './row.ts';
import { rowOf } from './row.ts';
import type { SpanRow } from './span-rows.ts';
import { spanRowsOf } from './span-rows.ts';
import { spansPath, splitPath } from './split-path.ts';

/**
 * A folder that the Hugging Face Hub takes as it is (formats.md 11): for each split one file of JSON Lines, which holds
 * everything, the same as Parquet, and a row for each fragment of a span, also as Parquet, which the card names; and the card. Without splits everything is for training; a
 * split without documents has no files.
 */
export const openHuggingface: OpenWriter = (_survey, options, sink) => {
  const tally = createCardTally();
  interface SplitRows {
    readonly documents: ParquetRows<Row>;
    readonly spans: ParquetRows<SpanRow>;
  }
  const parquet = new Map<Split, SplitRows>();
  const rowsOf = (split: Split): SplitRows => {
    const open = parquet.get(split);
    if (open !== undefined) return open;
    const path = splitPath(split, 'parquet');
    sink.write(splitPath(split, 'jsonl'), '');
    sink.write(path, new Uint8Array());
    sink.write(spansPath(split), new Uint8Array());
    const rows = {
      documents: openParquetRows<Row>(FEATURES, (bytes) => sink.write(path, bytes)),
      spans: openParquetRows<SpanRow>(SPAN_FEATURES, (bytes) => sink.write(spansPath(split), bytes)),
    };
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
      rows.documents.add(row, row.text.length + row.standoff.length);
      for (const span of spanRowsOf(document, row)) {
        rows.spans.add(span, span.text.length + span.attributes.length);
      }
      return written;
    },
    end() {
      // A dataset without a file is none.
      if (parquet.size === 0) rowsOf('train');
      for (const { documents, spans } of parquet.values()) {
        documents.end();
        spans.end();
      }
      sink.write('README.md', datasetCard(tally.facts(), options));
      return {};
    },
  };
};

export const serialiseHuggingface = collected(openHuggingface);
