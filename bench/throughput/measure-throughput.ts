import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormatId } from '../../core/model/format-id.ts';
import type { ThroughputFigures, ThroughputTask } from './task.ts';

export const THROUGHPUT_FORMATS: readonly FormatId[] = [
  'jsonl',
  'doccano',
  'conll2003',
  'csv',
  'huggingface',
  'brat',
];

/** Imports and exports a project of made-up articles in a process of its own. */
export async function measureThroughput(
  size: Pick<ThroughputTask, 'articles' | 'spans'>,
  formats: readonly FormatId[] = THROUGHPUT_FORMATS,
): Promise<ThroughputFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-throughput-'));
  try {
    const task: ThroughputTask = { folder, formats, ...size };
    const child = fork(join(import.meta.dirname, 'process.ts'), [JSON.stringify(task)]);
    return await new Promise((resolve, reject) => {
      child.once('message', (figures) => resolve(figures as ThroughputFigures));
      child.once('exit', (code) => reject(new Error(`The process ended with code ${code} and no figures.`)));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
