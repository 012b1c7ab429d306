import type { Split } from '../split/split-options.ts';

/** The Hub's names of splits. */
export const HUB_SPLITS: Readonly<Record<Split, string>> = {
  train: 'train',
  dev: 'validation',
  test: 'test',
};

export function splitPath(split: Split, extension: 'jsonl' | 'parquet'): string {
  return `data/${HUB_SPLITS[split]}-00000-of-00001.${extension}`;
}
