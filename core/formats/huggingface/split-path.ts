import type { Split } from '../split/split-options.ts';

/** The Hub's names of splits. */
export const HUB_SPLITS: Readonly<Record<Split, string>> = {
  train: 'train',
  dev: 'validation',
  test: 'test',
};

/** The fragments of spans as rows, for those who want a table. */
export function spansPath(split: Split): string {
  return `spans/${HUB_SPLITS[split]}-00000-of-00001.parquet`;
}

/** Whether a file has these rows, which the files of documents hold as well. */
export function isSpansPath(name: string): boolean {
  return /(?:^|\/)spans\/[^/]*\.parquet$/i.test(name);
}

export function splitPath(split: Split, extension: 'jsonl' | 'parquet'): string {
  return `data/${HUB_SPLITS[split]}-00000-of-00001.${extension}`;
}
